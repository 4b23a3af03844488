import { gemm, stopGradient } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Distances } from './measure.ts'
import { distances } from './measure.ts'

/** -E Eᵀ: orders rows of unit length as every distance between them does. The sign costs nothing inside the product. */
export const negatedGram = (x: Tensor): Distances => distances(stopGradient(gemm(x, x, { transB: true, alpha: -1 })))
