import { demand } from '../../errors.ts'
import { fixedDim } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Interpolation } from '../interpolation.ts'
import { interpolation } from '../interpolation.ts'
import { matMul } from '../matMul.ts'
import { alongAxis } from './alongAxis.ts'
import { matrix } from './matrix.ts'
import { transposed } from './transposed.ts'

/** `x` made larger or smaller along its axes by one product with a matrix for each: for curves that the runtime's Resize lacks on
 *  some device (cubic, antialiased), on what is not large.
 *  @param scales factor of each axis; an axis of length n becomes floor(n factor) */
export function resizeBy(x: Tensor, scales: readonly number[], how: Interpolation): Tensor {
  demand(scales.length === x.shape.length, { who: 'Resize', rule: 'every axis needs a scale', value: scales })
  return scales.reduce((y, scale, axis) => {
    if (scale === 1) return y
    const from = fixedDim(x, axis, 'Resize')
    // The runtime holds scales in float32.
    const to = Math.floor(from * Math.fround(scale))
    const weights = matrix(interpolation(from, to, { ...how, scale }), [from, to])
    return alongAxis(y, axis, (t) => matMul(transposed(weights), t))
  }, x)
}
