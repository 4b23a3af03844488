import type { Relation } from '../batch.ts'
import { sharesAtLeast } from './sharesAtLeast.ts'

/** Of samples with several labels, int64 [B, L], 1 where a sample has the label and 0 where not: same where two have any
 *  label in common, other where none. */
export const sharesLabel: Relation = sharesAtLeast(1)
