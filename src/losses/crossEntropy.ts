import { gatherElements, logSoftmax, neg, withGradient } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Cross entropy of a softmax, for each row.  L_i = -ln( e^z_iy / sum_j e^z_ij ),  dz_ij = g_i (p_ij - [j = y])
 *  Stated as a whole: without a one-hot matrix, and one pass to the gradient beside the softmax itself.
 *  @param logits float32 [B, C]
 *  @param classes int64 [B, 1]: the column y of each row
 *  @returns [B, 1] */
export function crossEntropy(logits: Tensor, classes: Tensor): Tensor {
  const logarithms = logSoftmax(logits)
  const losses = neg(gatherElements(logarithms, classes, 1))
  return withGradient(losses, [logits], (g, { exp, mul, neg, scatterElements }) => [
    scatterElements(mul(exp(logarithms), g), classes, neg(g), { axis: 1, reduction: 'add' }),
  ])
}
