import { demand } from '../errors.ts'
import { floats } from '../tensor/array.ts'
import type { Operator } from '../tensor/operator.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Dim, Tensor } from '../tensor/tensor.ts'
import { apply, constant } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'
import type { Interpolation } from './interpolation.ts'
import { interpolation } from './interpolation.ts'

export interface ResizeOptions extends Partial<Pick<Interpolation, 'coordinates' | 'rounding'>> {
  /** One place, or two weighted by nearness. Default 'nearest'. */
  readonly mode?: 'nearest' | 'linear'
  /** Factor of each axis; an axis of length n becomes floor(n factor). */
  readonly scales?: readonly number[]
  /** Length of each axis, instead of `scales`. */
  readonly sizes?: readonly number[]
}

/** `x` made larger or smaller along its axes, each place taken from the nearest one or interpolated linearly.
 *  Images [N, C, H, W] change in rows and columns: scales [1, 1, h, w]. */
export function resize(x: Tensor, options: ResizeOptions): Tensor {
  const { mode = 'nearest', coordinates = 'half_pixel', rounding = 'round_prefer_floor' } = options
  const rank = x.shape.length
  const given = options.scales ?? options.sizes ?? []
  demand(!options.scales !== !options.sizes && given.length === rank && given.every((n) => n > 0), {
    who: 'Resize',
    rule: `scales or sizes (not both) must be ${rank} positive numbers`,
    value: options,
  })
  const length = (axis: number): number => fixedDim(x, axis, 'Resize')
  const scales = options.scales ?? given.map((size, axis) => size / length(axis))
  // The runtime holds scales in float32.
  const to =
    options.sizes ??
    scales.map((scale, axis): Dim => (scale === 1 ? x.shape[axis]! : Math.floor(length(axis) * Math.fround(scale))))
  const operator: Operator<readonly Tensor[], Ops> = {
    onnx: 'Resize',
    attributes: { mode: 'string', coordinate_transformation_mode: 'string', nearest_mode: 'string' },
    infer: ([y]) => [{ dtype: y!.dtype, shape: to }],
    // Along each axis resizing is a matrix, so its gradient is the transposed one.
    vjp: (g, inputs, { alongAxis, matMul, matrix }) => {
      let dx = g
      for (const [axis, scale] of scales.entries()) {
        if (scale === 1) continue
        const [rows, columns] = [length(axis), to[axis] as number]
        const how = { mode, coordinates, rounding, scale }
        const weights = matrix(interpolation(rows, columns, how), [rows, columns])
        dx = alongAxis(dx, axis, (t) => matMul(weights, t))
      }
      return [dx, ...inputs.slice(1).map(() => null)]
    },
  }
  // The region of interest is for cropping: none.
  const none = constant(floats([]))
  const inputs = options.sizes ? [x, none, none, wholes(options.sizes)] : [x, none, constant(floats(scales))]
  return apply(operator, inputs, { mode, coordinate_transformation_mode: coordinates, nearest_mode: rounding })
}
