import * as ops from '../../ops/index.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { alignBatch } from './alignBatch.ts'
import type { Importer } from './context.ts'

/** A vector counts as a matrix of one row on the left, of one column on the right. */
export const MatMul: Importer = (node, { tensor }, context) => {
  const [a, b] = alignBatch(node, [tensor(0), tensor(1)], context, 2) as [Tensor, Tensor]
  const product = ops.matMul(
    a.shape.length === 1 ? ops.unsqueeze(a, [0]) : a,
    b.shape.length === 1 ? ops.unsqueeze(b, [1]) : b,
  )
  const lines = [...(a.shape.length === 1 ? [-2] : []), ...(b.shape.length === 1 ? [-1] : [])]
  return [lines.length === 0 ? product : ops.squeeze(product, lines)]
}

export const Gemm: Importer = (node, { tensor, maybe }) => {
  const c = maybe(2)
  const options = {
    transA: node.flag('transA'),
    transB: node.flag('transB'),
    alpha: node.number('alpha', 1),
    beta: node.number('beta', 1),
  }
  return [ops.gemm(tensor(0), tensor(1), c ? { ...options, c } : options)]
}

export const Einsum: Importer = (node, { values, tensor }) => [
  ops.einsum(
    node.text('equation'),
    values.map((_, i) => tensor(i)),
  ),
]
