import { div, greater, l2Normalize, mul, reduceMean, reduceSum, relu, stopGradient, sub, where } from '../ops/index.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { DistanceMeasure, MeasureOptions } from './measure.ts'
import { distances } from './measure.ts'
import { squaredDistances } from './squaredL2.ts'

/** Signal-to-noise ratio distance (Yuan et al. 2019, eq. 3): the variance of the noise that separates two embeddings
 *  over the variance of the anchor.  d(a, y) = var(a - y) / var(a). Not symmetric: the anchor is the row.
 *  The variance over the D coordinates of a row is |centred row|² up to a factor that cancels. */
export function snr({ normalize = true }: MeasureOptions = {}): DistanceMeasure {
  return {
    name: 'snr',
    kind: 'distance',
    prepare: (x) => centred(normalize ? l2Normalize(x) : x),
    matrix: (x, y) => distances(relu(ratios(x, y))),
    between: (x, y) => distances(div(power(sub(x, y)), signal(power(x)))),
    order: (x, y) => distances(stopGradient(ratios(x, y))),
  }
}

const ratios = (x: Tensor, y?: Tensor): Tensor =>
  div(squaredDistances(x, y), signal(reduceSum(mul(x, x), { axes: [-1], keepdims: true })))

const centred = (x: Tensor): Tensor => sub(x, reduceMean(x, { axes: [-1], keepdims: true }))

const power = (x: Tensor): Tensor => reduceSum(mul(x, x), { axes: [-1] })

/** A row of equal numbers carries no signal to measure by: its noise is taken as it is, rather than a trillionfold. */
const signal = (x: Tensor): Tensor => where(greater(x, 1e-12), x, 1)
