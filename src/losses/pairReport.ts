import type { Distances, Similarities } from '../distances/measure.ts'
import { add, countWhere, div, max } from '../ops/index.ts'
import type { Pairs } from '../pairs/pairs.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { LossOutput } from './loss.ts'
import { countActive, meanDistance } from './shares.ts'

/** What a loss of pairs reports beside its value.
 *  @param pull the loss of each positive, or anything that is 0 where it has none, [B, P]
 *  @param push of each negative, [B, N] */
export function pairReport(
  { ap, an, positive, negative, valid }: Pairs<Distances | Similarities>,
  pull: Tensor,
  push: Tensor,
): Omit<LossOutput, 'loss'> {
  return {
    valid,
    active: div(
      add(countActive(pull, positive), countActive(push, negative)),
      max(add(countWhere(positive), countWhere(negative)), 1),
    ),
    positive: meanDistance(ap, positive),
    negative: meanDistance(an, negative),
  }
}
