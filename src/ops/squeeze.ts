import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { axisOf } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

/** The given axes, each of length 1, taken away. */
export function squeeze(x: Tensor, axes: readonly number[]): Tensor {
  const places = axes.map((axis) => axisOf(axis, x.shape.length, 'Squeeze'))
  const long = places.find((place) => x.shape[place] !== 1)
  demand(long === undefined, { who: 'Squeeze', rule: 'only axes of length 1 can go', value: `[${x.shape}] at ${long}` })
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx: 'Squeeze',
    infer: ([from]) => [{ dtype: from.dtype, shape: from.shape.filter((_, i) => !places.includes(i)) }],
    vjp: (g, _, { unsqueeze }) => [unsqueeze(g, places), null],
  }
  return apply(operator, [x, wholes(places)])
}
