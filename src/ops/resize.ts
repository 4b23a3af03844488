import { demand } from '../errors.ts'
import { floats } from '../tensor/array.ts'
import type { Operator } from '../tensor/operator.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply, constant } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'
import type { Interpolation } from './interpolation.ts'
import { interpolation } from './interpolation.ts'

export interface ResizeOptions extends Partial<Interpolation> {
  /** Factor of each axis; an axis of length n becomes floor(n factor). */
  readonly scales?: readonly number[]
  /** Length of each axis, instead of `scales`. */
  readonly sizes?: readonly number[]
}

/** `x` made larger or smaller along its axes, each place taken from the nearest one or interpolated linearly.
 *  Images [N, C, H, W] change in rows and columns: scales [1, 1, h, w]. */
export function resize(x: Tensor, options: ResizeOptions): Tensor {
  const { mode = 'nearest', coordinates = 'half_pixel', rounding = 'round_prefer_floor' } = options
  const from = fixed(x.shape, 'Resize')
  const given = options.scales ?? options.sizes ?? []
  demand(!options.scales !== !options.sizes && given.length === from.length && given.every((n) => n > 0), {
    who: 'Resize',
    rule: `scales or sizes (not both) must be ${from.length} positive numbers`,
    value: options,
  })
  const to = options.sizes ?? from.map((length, i) => Math.floor(length * Math.fround(given[i]!)))
  const scales = options.scales ?? from.map((length, i) => to[i]! / length)
  const operator: Operator<readonly Tensor[], Ops> = {
    onnx: 'Resize',
    attributes: { mode: 'string', coordinate_transformation_mode: 'string', nearest_mode: 'string' },
    infer: ([y]) => [{ dtype: y!.dtype, shape: to }],
    // Along each axis resizing is a matrix, so its gradient is the transposed one.
    vjp: (g, inputs, { alongAxis, matMul, matrix }) => {
      let dx = g
      for (const [axis, length] of from.entries()) {
        if (scales[axis] === 1) continue
        const how = { mode, coordinates, rounding, scale: scales[axis]! }
        const weights = matrix(interpolation(length, to[axis]!, how), [length, to[axis]!])
        dx = alongAxis(dx, axis, (rows) => matMul(weights, rows))
      }
      return [dx, ...inputs.slice(1).map(() => null)]
    },
  }
  // The region of interest is for cropping: none.
  const none = constant(floats([]))
  const inputs = options.sizes ? [x, none, none, wholes(to)] : [x, none, constant(floats(scales))]
  return apply(operator, inputs, { mode, coordinate_transformation_mode: coordinates, nearest_mode: rounding })
}
