import type { WallCounts } from '../../api.ts'

/** Which queries a wall shows. `turned`: wrong under the one run and right under the other, by their places. */
export type Shown =
  | { readonly show: 'all' | 'failures' | 'disagreements' }
  | { readonly show: 'turned'; readonly wrong: number; readonly right: number }

/** Counts queries by how they come out under each run, and finds those that are shown.
 *  @param queries rows of the first run
 *  @param right for each run and row of the first run: 1 where its nearest is right, 0 where it is wrong, negative where that cannot be
 *    said */
export function countWall(
  queries: Int32Array,
  right: readonly ArrayLike<number>[],
  shown: Shown,
): { readonly counts: WallCounts; readonly rows: Int32Array } {
  const places = [...right.keys()]
  const rights = places.map(() => 0)
  const wrongs = places.map(() => 0)
  const turned = places.map(() => places.map(() => 0))
  const rows: number[] = []
  let disagreements = 0
  for (const row of queries) {
    let [anyRight, anyWrong] = [false, false]
    for (const a of places) {
      const value = right[a]![row]!
      if (value === 1) {
        rights[a]!++
        anyRight = true
      } else if (value === 0) {
        wrongs[a]!++
        anyWrong = true
        for (const b of places) if (right[b]![row] === 1) turned[a]![b]!++
      }
    }
    if (anyRight && anyWrong) disagreements++
    const isShown =
      shown.show === 'all' ||
      (shown.show === 'failures' && anyWrong) ||
      (shown.show === 'disagreements' && anyRight && anyWrong) ||
      (shown.show === 'turned' && right[shown.wrong]![row] === 0 && right[shown.right]![row] === 1)
    if (isShown) rows.push(row)
  }
  const counts = { queries: queries.length, right: rights, wrong: wrongs, disagreements, turned }
  return { counts, rows: Int32Array.from(rows) }
}
