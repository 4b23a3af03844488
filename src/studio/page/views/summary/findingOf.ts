import { type Finding, finding, type Estimate as Measured } from '../../../../report/finding.ts'
import type { Comparison, Estimate } from '../../../api.ts'

/** What a comparison found, in words, by its first column. */
export function findingOf({ columns, methods, differences }: Comparison): Finding {
  return finding({
    methods,
    table: {
      columns: columns.slice(0, 1),
      rows: methods.map(({ estimates }) => [measured(estimates[0] ?? null)]),
      differences: differences
        .filter(({ column }) => column === 0)
        .map(({ of, less, estimate }) => ({ of, less, estimate: measured(estimate) })),
    },
  })
}

const measured = (estimate: Estimate | null): Measured =>
  estimate === null
    ? { mean: Number.NaN, halfWidth: Number.NaN, n: 0 }
    : { mean: estimate.mean, halfWidth: estimate.halfWidth ?? Number.NaN, n: estimate.n }
