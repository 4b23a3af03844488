import { cast, greater, topK, unsqueeze } from '../ops/index.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Selection } from './rule.ts'

/** The columns of the pairs that hold in each row, at most `most` of them, in order: bool [B, M] to a selection
 *  [B, most, 1]. What a matrix of triplets needs B³ for takes B² `most` then. */
export function compact(allowed: Tensor, most: number): Selection {
  const k = Math.max(1, Math.min(most, fixedDim(allowed, 1, 'compact')))
  const { values, indices } = topK(cast(allowed, 'float32'), { k })
  return { columns: unsqueeze(indices, [2]), valid: unsqueeze(greater(values, 0), [2]) }
}
