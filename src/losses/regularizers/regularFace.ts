import { argMax, gather, gemm, l2Normalize, mul, reduceMean, reduceSum, scatterElements } from '../../ops/index.ts'
import { floats, ints } from '../../tensor/array.ts'
import { fixedDim } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { constant, scalar } from '../../tensor/tensor.ts'
import type { Regularizer } from './regularizer.ts'

/** The weights of classes shall point apart, each from the one nearest to it (Zhao, Xu, Cheng 2019, RegularFace, eq. 5).
 *  R = mean over rows of the largest cosine with another row; 0 of a single row. */
export const regularFace = (): Regularizer => ({
  name: 'regular-face',
  of: (rows) => {
    if (fixedDim(rows, 0, 'regularFace') === 1) return scalar(0)
    const x = l2Normalize(rows)
    return reduceMean(reduceSum(mul(x, gather(x, nearestOthers(x))), { axes: [1] }))
  },
})

function nearestOthers(x: Tensor): Tensor {
  const size = fixedDim(x, 0, 'regularFace')
  const own = constant(ints([...Array(size).keys()], [size, 1]))
  const least = constant(floats(new Float32Array(size).fill(-2), [size, 1]))
  return argMax(scatterElements(gemm(x, x, { transB: true }), own, least, { axis: 1, reduction: 'none' }), 1)
}
