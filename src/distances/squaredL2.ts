import {
  add,
  diagonal,
  gram,
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

/** Squared Euclidean distance.  d(x, y) = |x - y|², of rows brought to length 1 unless told otherwise. */
export function squaredL2({ normalize = true }: MeasureOptions = {}): DistanceMeasure {
  return {
    name: normalize ? 'squared_l2' : 'raw_squared_l2',
    kind: 'distance',
    prepare: normalize ? l2Normalize : (x) => x,
    matrix: (x) => distances(relu(squaredDistances(x))),
    between: (x, y) => distances(squaredNorm(sub(x, y))),
    order: normalize ? negatedGram : (x) => distances(stopGradient(squaredDistances(x))),
  }
}

/** |x_i - x_j|² = |x_i|² + |x_j|² - 2 x_i·x_j for all pairs. The squared lengths are read off the diagonal of the
 *  products, so that a sample is at distance exactly 0 of itself; rounding may leave others just below 0. */
export function squaredDistances(x: Tensor): Tensor {
  const products = gram(x)
  const lengths = withGradient(diagonal(products), [x], (g) => [mul(mul(g, 2), x)])
  return sub(add(lengths, transposed(lengths)), mul(products, 2))
}

const squaredNorm = (x: Tensor): Tensor => reduceSum(mul(x, x), { axes: [-1] })
