import { ticks } from '../../../report/ticks.ts'
import type { Estimate } from '../../api.ts'

export interface Dot {
  readonly name: string
  /** A CSS colour. */
  readonly colour: string
  readonly estimate: Estimate | null
}

export interface DotRow {
  readonly name: string
  /** A mark beside the name, such as `unseen`. */
  readonly tag?: string | undefined
  readonly dots: readonly Dot[]
}

/** Round numbers on an axis that holds zero and every interval, and where a value lies between its ends, 0 to 1; null where nothing was
 *  measured. */
export function dotAxis(
  rows: readonly DotRow[],
): { readonly marks: readonly number[]; readonly at: (value: number) => number } | null {
  const ends = rows.flatMap(({ dots }) => dots.flatMap(({ estimate }) => (estimate ? endsOf(estimate) : [])))
  if (ends.length === 0) return null
  const marks = ticks(Math.min(0, ...ends), Math.max(...ends, 1e-9))
  const [low, high] = [marks[0]!, marks.at(-1)!]
  return { marks, at: (value) => (value - low) / (high - low || 1) }
}

/** A mark as it is written: `0.3`, not `0.30000000000000004`. */
export const markText = (mark: number): string => String(Number(mark.toFixed(6)))

const endsOf = ({ mean, halfWidth }: Estimate): [number, number] => [mean - (halfWidth ?? 0), mean + (halfWidth ?? 0)]
