import type { Similarities } from '../distances/measure.ts'
import { neg } from '../ops/index.ts'
import type { Pairs } from '../pairs/pairs.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { LossOutput } from './loss.ts'
import { meanDistance, shareOfActive, shareOfAnchors } from './shares.ts'

/** What a loss stated in similarities reports beside its value.
 *  @param losses of anchors [B, 1] or of positives [B, P]
 *  @param counts which of them are of an anchor with what the loss asks for, bool */
export const similarityReport = (
  { ap, an, positive, negative }: Pairs<Similarities>,
  losses: Tensor,
  counts: Tensor,
): Omit<LossOutput, 'loss'> => ({
  valid: shareOfAnchors(counts),
  active: shareOfActive(losses, counts),
  positive: neg(meanDistance(ap, positive)),
  negative: neg(meanDistance(an, negative)),
})
