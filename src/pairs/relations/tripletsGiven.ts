import type { Relation } from '../batch.ts'
import { givenPlaces } from './givenPlaces.ts'

/** Triplets without classes: rows 3i, 3i + 1 and 3i + 2 of a batch are an anchor, its positive and its negative; no other pair
 *  counts. Labels are not looked at. An anchor has one of each, so every rule chooses the same; a semi-hard one still leaves
 *  out triplets that are not. */
export const tripletsGiven: Relation = (labels, others) => {
  const at = { labels, others, group: 3 }
  return {
    same: givenPlaces('tripletsGiven', at, (a, b) => a === 0 && b === 1),
    other: givenPlaces('tripletsGiven', at, (a, b) => a === 0 && b === 2),
  }
}
