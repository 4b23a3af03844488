import { formatInterval } from '../evaluate/formatInterval.ts'
import type { Judgement } from '../evaluate/judge.ts'
import { table } from './table.ts'

/** Few-shot accuracy, as a table. Empty where there are too few classes for it. */
export function fewShotText({ fewShot, levels }: Judgement, many: (level: string) => string): string {
  if (!fewShot) return ''
  const { free, byMakers, of } = fewShot
  const all = [
    ...free.map((one) => [`${one.ways}-way ${one.shots}-shot`, one] as const),
    ...(byMakers ? [['20-way 1-shot, two drawers', byMakers] as const] : []),
  ]
  if (all.length === 0) return ''
  return table(
    ['few-shot', `${of === 'unseen' ? 'unseen' : 'all'} ${many(levels[0]!.level)}`],
    [all.map(([name, { accuracy }]) => [name, formatInterval(accuracy)])],
  )
}
