import type { Random } from '../../random.ts'
import type { ClassRows } from './classRows.ts'
import { fullestFirst } from './fullestFirst.ts'
import { groupsOfK } from './groupsOfK.ts'
import { joined } from './joined.ts'

/** One round through classes in batches of exactly P of them with K distinct rows each, class after class: `batches` calls
 *  of what `start` gives hold every row at least once, and no fewer could. There must be P classes of K rows. */
export function pByK(
  classes: readonly ClassRows[],
  p: number,
  k: number,
): { readonly batches: number; readonly start: (rng: Random) => () => Int32Array } {
  const stacks = fullestFirst(
    classes.map(({ rows }) => Math.ceil(rows.length / k)),
    p,
  )
  const start = (rng: Random) => {
    const groupOf = groupsOfK(classes, k, rng)
    const next = stacks.start(rng)
    return () => joined(next().map(groupOf), p * k)
  }
  return { batches: stacks.calls, start }
}
