import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply, scalar } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

/** A border of a constant value.
 *  @param pads how much before each axis, then how much after each; not negative. */
export function pad(x: Tensor, pads: readonly number[], value = 0): Tensor {
  const rank = x.shape.length
  demand(pads.length === 2 * rank && pads.every((p) => p >= 0), {
    who: 'Pad',
    rule: `pads must be ${2 * rank} numbers, none negative`,
    value: pads,
  })
  if (pads.every((p) => p === 0)) return x
  const shape = x.shape.map((d, i) => {
    const border = pads[i]! + pads[rank + i]!
    return border === 0 ? d : fixedDim(x, i, 'Pad') + border
  })
  const operator: Operator<readonly [Tensor, Tensor, Tensor], Ops> = {
    onnx: 'Pad',
    infer: ([from]) => [{ dtype: from.dtype, shape }],
    vjp: (g, [from], { slice }) => {
      const axes = from.shape.flatMap((_, i) => (pads[i]! + pads[rank + i]! > 0 ? [i] : []))
      const starts = axes.map((axis) => pads[axis]!)
      const ends = axes.map((axis) => pads[axis]! + (from.shape[axis] as number))
      return [slice(g, { starts, ends, axes }), null, null]
    },
  }
  return apply(operator, [x, wholes(pads), scalar(value, x.dtype)])
}
