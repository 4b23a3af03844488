import type { Distances, Similarities } from '../distances/measure.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Batch } from './batch.ts'
import type { Choice } from './choose.ts'
import type { Pairs } from './pairs.ts'
import { pairs } from './pairs.ts'
import type { Selection } from './rule.ts'

/** The chosen pairs as {@link pairs} gives them, but positives of a rule that takes all by their columns, at most
 *  `mostPositives` of each anchor: [B, K] in place of [B, M], for losses in which every positive costs more than a term of
 *  a sum. Where the batch does not say how many there can be, or they are many, they stay [B, M].
 *  @returns also the selection that ap and positive are of */
export function listedPairs<Values extends Distances | Similarities>(
  choice: Choice<Values>,
  { mostPositives }: Batch,
): Pairs<Values> & { readonly selection: Selection } {
  const few = mostPositives !== undefined && mostPositives <= fixedDim(choice.y, 0, 'listedPairs') / 8
  const positive = few ? choice.listed(choice.positive) : choice.positive
  return { ...pairs({ ...choice, positive }), selection: positive }
}
