import { gatherElements, reshape } from '../ops/index.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Entries of a matrix [B, M] at columns [B, I, J]: [B, I, J]. */
export function gatherColumns(matrix: Tensor, columns: Tensor): Tensor {
  const [batch] = fixed(columns.shape, 'gatherColumns')
  return reshape(gatherElements(matrix, reshape(columns, [batch!, -1]), 1), columns.shape)
}
