import type { Ops } from '../ops/index.ts'
import {
  abs,
  concat,
  greater,
  max,
  mul,
  reciprocal,
  reduceSum,
  sign,
  slice,
  stopGradient,
  sub,
  unsqueeze,
  where,
  withGradient,
} from '../ops/index.ts'
import { fixed, fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { DistanceMeasure, MeasureOptions } from './measure.ts'
import { distances } from './measure.ts'

/** Manhattan distance.  d(x, y) = sum |x_i - y_i|, of rows brought to l1 length 1 unless told otherwise. */
export function l1({ normalize = true }: MeasureOptions = {}): DistanceMeasure {
  return {
    name: normalize ? 'l1' : 'raw_l1',
    kind: 'distance',
    prepare: normalize ? l1Normalize : (x) => x,
    matrix: (x, y) => distances(manhattan(x, y)),
    between: (x, y) => distances(reduceSum(abs(sub(x, y)), { axes: [-1] })),
    order: (x, y) => distances(stopGradient(manhattan(x, y))),
  }
}

/** Rows of zeros stay zeros and, having no direction to turn, get gradient 0. */
function l1Normalize(x: Tensor): Tensor {
  const length = reduceSum(abs(x), { axes: [-1], keepdims: true })
  return mul(x, where(greater(length, 1e-12), reciprocal(max(length, 1e-12)), 0))
}

/** Differences of all pairs in all coordinates would be B M D numbers: anchors are taken in blocks of at most this many
 *  differences (64 MB), and the gradient computes its block's differences again rather than keep them. */
const most = 2 ** 24

function manhattan(x: Tensor, y: Tensor = x): Tensor {
  const [batch, width] = fixed(x.shape, 'l1') as [number, number]
  const rows = Math.max(1, Math.floor(most / (fixedDim(y, 0, 'l1') * width)))
  const starts = Array.from({ length: Math.ceil(batch / rows) }, (_, i) => i * rows)
  const everyone = unsqueeze(y, [0])
  const block = (start: number): Tensor => {
    const anchors = slice(x, { starts: [start], ends: [start + rows], axes: [0] })
    const apart = reduceSum(abs(sub(unsqueeze(anchors, [1]), everyone)), { axes: [2] })
    return withGradient(apart, [anchors, y], (g, ops) => blockGradient(g, anchors, everyone, ops))
  }
  return starts.length === 1 ? block(0) : concat(starts.map(block), 0)
}

/** sign(x - y) is taken as -sign(y - x): written the other way round, the runtime cannot merge it with the forward
 *  difference, which would keep every block alive until the gradient. */
function blockGradient(g: Tensor, anchors: Tensor, everyone: Tensor, { mul, neg }: Ops): [Tensor, Tensor] {
  const direction = mul(sign(sub(everyone, unsqueeze(anchors, [1]))), unsqueeze(g, [2]))
  return [neg(reduceSum(direction, { axes: [1] })), reduceSum(direction, { axes: [0] })]
}
