import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { broadcast } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor], Ops> = {
  onnx: 'MatMul',
  infer: ([a, b]) => {
    demand(a.shape.length >= 2 && b.shape.length >= 2, {
      who: 'MatMul',
      rule: 'both operands must have rank 2 or more',
      value: `[${a.shape}] and [${b.shape}]`,
    })
    demand(a.shape.at(-1) === b.shape.at(-2), {
      who: 'MatMul',
      rule: 'the inner dimensions must agree',
      value: `[${a.shape}] and [${b.shape}]`,
    })
    const batch = broadcast(a.shape.slice(0, -2), b.shape.slice(0, -2), 'MatMul')
    return [{ dtype: a.dtype, shape: [...batch, a.shape.at(-2)!, b.shape.at(-1)!] }]
  },
  vjp: (g, [a, b], { gemm, matMul, reshape, transposed }) => {
    if (a.shape.length === 2 && b.shape.length === 2)
      return [gemm(g, b, { transB: true }), gemm(a, g, { transA: true })]
    if (b.shape.length === 2) {
      const rows = (x: Tensor): Tensor => reshape(x, [-1, x.shape.at(-1)!])
      return [matMul(g, transposed(b)), gemm(rows(a), rows(g), { transA: true })]
    }
    return [matMul(g, transposed(b)), matMul(transposed(a), g)]
  },
}

/** Matrix product over the last two axes, the others broadcast.  y = a b,  da = g bᵀ,  db = aᵀ g. */
export const matMul = (a: Tensor, b: Tensor): Tensor => apply(operator, [a, b])
