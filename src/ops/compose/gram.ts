import type { Tensor } from '../../tensor/tensor.ts'
import { gemm } from '../gemm.ts'
import { withGradient } from '../withGradient.ts'

/** Dot products of all rows with one another.  S = E Eᵀ [B, B],  dE = (dS + dSᵀ) E: one product, where the chain rule
 *  through both factors would take two. */
export function gram(e: Tensor): Tensor {
  return withGradient(gemm(e, e, { transB: true }), [e], (g, { add, matMul, transposed }) => [
    matMul(add(g, transposed(g)), e),
  ])
}
