import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { axisOf } from '../tensor/shape.ts'
import type { Dim, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

/** New axes of length 1 at the given places of the result. */
export function unsqueeze(x: Tensor, axes: readonly number[]): Tensor {
  const rank = x.shape.length + axes.length
  const places = axes.map((axis) => axisOf(axis, rank, 'Unsqueeze'))
  demand(new Set(places).size === places.length, { who: 'Unsqueeze', rule: 'axes must differ', value: axes })
  const shape: Dim[] = [...x.shape]
  for (const place of [...places].sort((a, b) => a - b)) shape.splice(place, 0, 1)
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx: 'Unsqueeze',
    infer: ([from]) => [{ dtype: from.dtype, shape }],
    vjp: (g, _, { squeeze }) => [squeeze(g, places), null],
  }
  return apply(operator, [x, wholes(places)])
}
