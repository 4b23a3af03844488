import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

/** `x` repeated along each axis. */
export function tile(x: Tensor, repeats: readonly number[]): Tensor {
  demand(repeats.length === x.shape.length, {
    who: 'Tile',
    rule: 'every axis needs a number of repeats',
    value: repeats,
  })
  const from = fixed(x.shape, 'Tile')
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx: 'Tile',
    infer: () => [{ dtype: x.dtype, shape: from.map((d, i) => d * repeats[i]!) }],
    // Each axis becomes (repeat, length); what is repeated is summed.
    vjp: (g, _, { reduceSum, reshape }) => [
      reduceSum(
        reshape(
          g,
          from.flatMap((d, i) => [repeats[i]!, d]),
        ),
        { axes: from.map((_, i) => 2 * i) },
      ),
      null,
    ],
  }
  return apply(operator, [x, wholes(repeats)])
}
