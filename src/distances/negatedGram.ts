import { gemm, stopGradient } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Distances } from './measure.ts'
import { distances } from './measure.ts'

/** -X Yᵀ: orders rows of unit length as every distance between them does. The sign costs nothing inside the product. */
export const negatedGram = (x: Tensor, y: Tensor = x): Distances =>
  distances(stopGradient(gemm(x, y, { transB: true, alpha: -1 })))
