import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Dim, Tensor } from '../tensor/tensor.ts'
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
  // Only what is repeated must be known.
  const shape = x.shape.map((d, i): Dim => (repeats[i] === 1 ? d : fixedDim(x, i, 'Tile') * repeats[i]!))
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx: 'Tile',
    infer: () => [{ dtype: x.dtype, shape }],
    // Each axis becomes (repeat, length); what is repeated is summed.
    vjp: (g, _, { reduceSum, reshape }) => [
      reduceSum(
        reshape(
          g,
          x.shape.flatMap((d, i) => [repeats[i]!, d]),
        ),
        { axes: x.shape.map((_, i) => 2 * i) },
      ),
      null,
    ],
  }
  return apply(operator, [x, wholes(repeats)])
}
