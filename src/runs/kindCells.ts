import { formatInterval } from '../evaluate/formatInterval.ts'
import { interval } from '../evaluate/interval.ts'
import type { Method } from './comparison.ts'

/** What became of the classes by each method, as cells of a table. */
export interface KindCells {
  readonly head: readonly string[]
  /** One for each method, without its name; dashes where its runs were not looked into. */
  readonly rows: readonly (readonly string[])[]
  readonly definition: string
}

/** Classes that hold several kinds, that have collapsed, and how well kinds agree with the finer label: means over the seeds. Null where no
 *  run was looked into. */
export function kindCells(methods: readonly Method[]): KindCells | null {
  const found = methods.map(({ runs }) => runs.flatMap(({ judgement }) => judgement.collapse ?? []))
  if (found.every((one) => one.length === 0)) return null
  const classes = Math.max(...found.flat().map((one) => one.classes))
  return {
    head: [`several kinds, of ${classes}`, 'collapsed', 'agreement'],
    rows: found.map((summaries) => {
      const agreements = summaries.flatMap(({ agreement }) => agreement?.adjustedMutualInformation ?? [])
      return [
        mean(summaries.map(({ several }) => several)),
        mean(summaries.map(({ collapsed }) => collapsed)),
        agreements.length === 0 ? '–' : formatInterval(interval(agreements)),
      ]
    }),
    definition:
      'classes of the trained label in which several kinds were told apart, and that have collapsed, means over the seeds; agreement of the kinds with the finer label: adjusted mutual information, 0 by chance',
  }
}

/** Whole where it is. */
function mean(values: readonly number[]): string {
  if (values.length === 0) return '–'
  const of = values.reduce((sum, value) => sum + value, 0) / values.length
  return Number.isInteger(of) ? String(of) : of.toFixed(1)
}
