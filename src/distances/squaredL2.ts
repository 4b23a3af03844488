import {
  add,
  cast,
  cosines,
  diagonal,
  greater,
  l2Normalize,
  mul,
  reduceSum,
  relu,
  stopGradient,
  sub,
  transposed,
  withGradient,
} from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { DistanceMeasure, MeasureOptions } from './measure.ts'
import { distances } from './measure.ts'
import { negatedGram } from './negatedGram.ts'
import { products } from './products.ts'

/** Squared Euclidean distance.  d(x, y) = |x - y|², of rows brought to length 1 unless told otherwise. */
export function squaredL2({ normalize = true }: MeasureOptions = {}): DistanceMeasure {
  return {
    name: normalize ? 'squared_l2' : 'raw_squared_l2',
    kind: 'distance',
    prepare: normalize ? l2Normalize : (x) => x,
    matrix: (x, y) => distances(relu(squaredDistances(x, y))),
    ...(normalize ? { across: (x, y) => distances(relu(squaredChords(x, y))) } : {}),
    between: (x, y) => distances(squaredNorm(sub(x, y))),
    order: normalize ? negatedGram : (x, y) => distances(stopGradient(squaredDistances(x, y))),
  }
}

/** |x_i - y_j|² = |x_i|² + |y_j|² - 2 x_i·y_j for all pairs, of x with itself by default. There the squared lengths are
 *  read off the diagonal of the products, so that a sample is at distance exactly 0 of itself; rounding may leave others
 *  just below 0. */
export function squaredDistances(x: Tensor, y?: Tensor): Tensor {
  if (y) return sub(add(squaredLengths(x), transposed(squaredLengths(y))), mul(products(x, y), 2))
  const squares = products(x)
  const lengths = withGradient(diagonal(squares), [x], (g) => [mul(mul(g, 2), x)])
  return sub(add(lengths, transposed(lengths)), mul(squares, 2))
}

/** |x̂_i - ŷ_j|² = |x̂_i|² + |ŷ_j|² - 2 cos(x_i, y_j) of rows as they are; |x̂| is 1, of a row of zeros 0. */
export const squaredChords = (x: Tensor, y: Tensor): Tensor =>
  sub(add(directed(x), transposed(directed(y))), mul(cosines(x, y), 2))

const directed = (x: Tensor): Tensor => cast(greater(squaredLengths(x), 1e-24), 'float32')

const squaredLengths = (x: Tensor): Tensor => reduceSum(mul(x, x), { axes: [-1], keepdims: true })

const squaredNorm = (x: Tensor): Tensor => reduceSum(mul(x, x), { axes: [-1] })
