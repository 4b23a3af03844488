import { gemm, gram } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Dot products of every row of x with every row of y, by default with x itself, whose gradient then takes one product
 *  in place of two.  X Yᵀ, [B, D] and [M, D] to [B, M]. */
export const products = (x: Tensor, y?: Tensor): Tensor => (y ? gemm(x, y, { transB: true }) : gram(x))
