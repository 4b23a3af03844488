import type { Comparison, MethodDifference } from '../../../api.ts'
import { apartWords, isApart } from './pairOf.ts'

/** Whether a method is ahead of the one it is less, or behind, by more than chance makes; null where neither can be said. */
export function differenceKind(
  { columns }: Pick<Comparison, 'columns'>,
  pair: MethodDifference,
): 'ahead' | 'behind' | null {
  const { better } = columns[pair.column]!
  if (isApart(pair) !== true || better === 'neither') return null
  return pair.estimate.mean > 0 === (better === 'higher') ? 'ahead' : 'behind'
}

/** The same in words. */
export function differenceWords(comparison: Pick<Comparison, 'columns'>, pair: MethodDifference): string {
  const kind = differenceKind(comparison, pair)
  return kind === null ? apartWords(pair) : `${kind}, told apart`
}
