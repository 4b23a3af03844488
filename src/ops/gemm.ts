import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import type { Attributes, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

export interface GemmOptions {
  /** Whether `a` is transposed first. Default false. */
  readonly transA?: boolean
  /** Whether `b` is transposed first. Default false. */
  readonly transB?: boolean
  /** Factor of the product. Default 1. */
  readonly alpha?: number
  /** Factor of `c`. Default 1. */
  readonly beta?: number
}

const options = ({ transA, transB, alpha, beta }: Attributes): Required<GemmOptions> => ({
  transA: transA === 1,
  transB: transB === 1,
  alpha: alpha as number,
  beta: beta as number,
})

const operator: Operator<readonly [Tensor, Tensor] | readonly [Tensor, Tensor, Tensor], Ops> = {
  onnx: 'Gemm',
  attributes: { transA: 'int', transB: 'int', alpha: 'float', beta: 'float' },
  infer: ([a, b], attributes) => {
    const { transA, transB } = options(attributes)
    const [rows, inner] = transA ? [a.shape[1], a.shape[0]] : a.shape
    const [inner2, columns] = transB ? [b.shape[1], b.shape[0]] : b.shape
    demand(a.shape.length === 2 && b.shape.length === 2 && inner === inner2, {
      who: 'Gemm',
      rule: 'the operands must be matrices whose inner dimensions agree',
      value: `[${a.shape}]${transA ? 'ᵀ' : ''} and [${b.shape}]${transB ? 'ᵀ' : ''}`,
    })
    return [{ dtype: a.dtype, shape: [rows!, columns!] }]
  },
  vjp: (g, [a, b, c], { gemm, mul }, { attributes }) => {
    const { transA, transB, alpha, beta } = options(attributes)
    const da = transA ? gemm(b, g, { transA: transB, transB: true, alpha }) : gemm(g, b, { transB: !transB, alpha })
    const db = transB ? gemm(g, a, { transA: true, transB: transA, alpha }) : gemm(a, g, { transA: !transA, alpha })
    return c ? [da, db, beta === 1 ? g : mul(g, beta)] : [da, db]
  },
}

/** General matrix product.  y = alpha a b + beta c, each of a and b transposed on request; c broadcasts. */
export function gemm(
  a: Tensor,
  b: Tensor,
  { c, transA = false, transB = false, alpha = 1, beta = 1 }: GemmOptions & { readonly c?: Tensor } = {},
): Tensor {
  const attributes = { transA: transA ? 1 : 0, transB: transB ? 1 : 0, alpha, beta }
  return apply(operator, c ? [a, b, c] : [a, b], attributes)
}
