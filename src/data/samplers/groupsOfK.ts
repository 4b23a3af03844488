import type { Random } from '../../random.ts'
import type { ClassRows } from './classRows.ts'

/** Gives K distinct rows of class number c at each call. A class is shuffled and cut into groups of K, the last filled
 *  up from the same class, and only when all are given is it shuffled anew: its rows come equally often. */
export function groupsOfK(classes: readonly ClassRows[], k: number, rng: Random): (c: number) => Int32Array {
  const groups = classes.map(({ rows }) => cut(rows, k, rng))
  return (c) => {
    if (groups[c]!.length === 0) groups[c] = cut(classes[c]!.rows, k, rng)
    return groups[c]!.pop()!
  }
}

/** Shuffled rows in groups of k; the last group is filled up from the front, which it does not overlap as n >= k. */
function cut(rows: Int32Array, k: number, rng: Random): Int32Array[] {
  const mixed = rng.shuffle(rows.slice())
  const groups: Int32Array[] = []
  for (let start = 0; start < mixed.length; start += k) {
    const group = mixed.slice(start, start + k)
    groups.push(group.length === k ? group : Int32Array.from([...group, ...mixed.subarray(0, k - group.length)]))
  }
  return groups
}
