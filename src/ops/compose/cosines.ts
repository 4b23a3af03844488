import type { Tensor } from '../../tensor/tensor.ts'
import { gemm } from '../gemm.ts'
import { greater } from '../greater.ts'
import { max } from '../max.ts'
import { mul } from '../mul.ts'
import { reciprocal } from '../reciprocal.ts'
import { reduceSum } from '../reduceSum.ts'
import { sqrt } from '../sqrt.ts'
import { where } from '../where.ts'
import { withGradient } from '../withGradient.ts'
import { transposed } from './transposed.ts'

/** Cosines of the angles between the rows of x [B, D] and of y [C, D], [B, C].  s = x·y / (|x| |y|),
 *  dx = (dS ŷ - x̂ sum_y dS s) / |x|,  dy likewise; a row of zeros has cosine 0 with all, and gradient 0.
 *  Stated as a whole: the products are scaled in place of the rows, which takes fewer passes over x and its gradient. */
export function cosines(x: Tensor, y: Tensor): Tensor {
  const [ofX, ofY] = [x, y].map((rows) => {
    const length = sqrt(reduceSum(mul(rows, rows), { axes: [1], keepdims: true }))
    const inverse = reciprocal(max(length, 1e-12))
    return { inverse, slope: where(greater(length, 1e-12), inverse, 0) }
  }) as [Inverse, Inverse]
  const s = mul(mul(gemm(x, y, { transB: true }), ofX.inverse), transposed(ofY.inverse))
  return withGradient(s, [x, y], (g, { gemm, mul, neg, reduceSum, transposed }) => {
    const along = mul(g, s)
    const scaled = mul(mul(g, ofX.slope), transposed(ofY.slope))
    const ofRows = reduceSum(along, { axes: [1], keepdims: true })
    const ofColumns = transposed(reduceSum(along, { axes: [0], keepdims: true }))
    const squared = ({ slope }: Inverse): Tensor => neg(mul(slope, slope))
    return [
      gemm(scaled, y, { c: mul(x, mul(squared(ofX), ofRows)) }),
      gemm(scaled, x, { transA: true, c: mul(y, mul(squared(ofY), ofColumns)) }),
    ]
  })
}

/** One over the length of each row; and in gradients, where a row without a direction has none. */
interface Inverse {
  readonly inverse: Tensor
  readonly slope: Tensor
}
