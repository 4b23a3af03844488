import { pathsOf } from './together.ts'
import type { Laid } from './useTogether.ts'

/** Paths at most: of more nothing could be told apart. */
const mostPaths = 300

/** Paths between points that are both to be seen. */
export function shownPaths(
  both: Laid['both'],
  { codes, hidden }: Laid['look'],
  rows: readonly number[],
): readonly (readonly [number, number])[] {
  return pathsOf(both, rows, mostPaths).filter((path) => path.every((row) => !hidden(codes[row]!)))
}
