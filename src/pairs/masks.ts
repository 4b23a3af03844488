import { and, equal, matrixOfBools, not, unsqueeze } from '../ops/index.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Which pairs of a batch are of one class and which are not; a sample is no pair with itself.
 *  @param labels int64 [B]
 *  @returns bool [B, B] each */
export function masks(labels: Tensor): { same: Tensor; other: Tensor } {
  const batch = fixedDim(labels, 0, 'masks')
  const alike = equal(unsqueeze(labels, [1]), unsqueeze(labels, [0]))
  const apart = matrixOfBools(batch, (row, column) => row !== column)
  return { same: and(alike, apart), other: not(alike) }
}
