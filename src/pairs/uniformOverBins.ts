import type { Distances } from '../distances/measure.ts'
import {
  and,
  cast,
  clip,
  div,
  gather,
  less,
  max,
  reduceMax,
  reduceMin,
  reduceSum,
  scatterElements,
  sub,
  where,
} from '../ops/index.ts'
import { floats } from '../tensor/array.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'

/** Draws allowed pairs of the whole batch so that all distances are equally likely: the range of their distances is cut
 *  into bins of equal width, and a pair of a bin that holds `count` pairs is taken with probability perBin / count.
 *  @param distances float32 [B, M]
 *  @param allowed bool [B, M]
 *  @param uniform noise in [0, 1), [B, M]
 *  @returns bool [B, M] */
export function uniformOverBins(
  distances: Distances,
  allowed: Tensor,
  uniform: Tensor,
  { bins, perBin }: { readonly bins: number; readonly perBin: number },
): Tensor {
  const least = reduceMin(where(allowed, distances, 3e38))
  const most = reduceMax(where(allowed, distances, -3e38))
  const width = div(max(sub(most, least), 1e-30), bins)
  const place = clip(div(sub(where(allowed, distances, least), least), width), 0, bins - 0.5)
  const bin = cast(place, 'int64')
  // Counted row by row: every row adds to bins of its own.
  const size = fixedDim(distances, 0, 'uniformOverBins')
  const none = constant(floats(new Float32Array(size * bins), [size, bins]))
  const counted = scatterElements(none, bin, cast(allowed, 'float32'), { axis: 1, reduction: 'add' })
  const counts = reduceSum(counted, { axes: [0] })
  return and(allowed, less(uniform, gather(div(perBin, max(counts, 1)), bin)))
}
