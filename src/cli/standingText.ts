import type { Standing } from '../runs/standing.ts'
import { apartText } from './apartText.ts'
import { differenceWords } from './standingWords.ts'
import { table } from './table.ts'
import { wrapped } from './wrapped.ts'

/** How methods stand to one another, as text: each less the baseline, and who is told apart. '' where nothing can be tested. */
export function standingText(standing: Standing): string {
  const { against, baseline, columns, over } = standing
  if (against.every(({ differences }) => differences.every((one) => one === null))) return ''
  const how =
    over === 'seeds'
      ? 'paired over the seeds, 95 % interval (t)'
      : 'paired over the queries of one run each, 95 % interval (bootstrap); how trainings differ it cannot say'
  return [
    wrapped(`Difference to ${baseline.name}: ${how}.`),
    table(
      ['', ...columns.map(({ name }) => name)],
      [against.map(({ contender, differences }) => [contender.name, ...differences.map(differenceWords)])],
    ),
    apartText(standing),
  ].join('\n\n')
}
