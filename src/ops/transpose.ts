import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'Transpose',
  attributes: { perm: 'ints' },
  infer: ([x], { perm }) => [{ dtype: x.dtype, shape: (perm as readonly number[]).map((axis) => x.shape[axis]!) }],
  vjp: (g, _, { transpose }, { attributes }) => {
    const perm = attributes.perm as readonly number[]
    return [
      transpose(
        g,
        perm.map((_, axis) => perm.indexOf(axis)),
      ),
    ]
  },
}

/** Axes in another order: axis i of the result is axis `perm[i]` of `x`. */
export function transpose(x: Tensor, perm: readonly number[]): Tensor {
  demand([...perm].sort((a, b) => a - b).every((axis, i) => axis === i) && perm.length === x.shape.length, {
    who: 'Transpose',
    rule: `perm must order the axes of a rank-${x.shape.length} tensor`,
    value: perm,
  })
  return apply(operator, [x], { perm })
}
