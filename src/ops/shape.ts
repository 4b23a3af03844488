import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'Shape',
  attributes: { start: 'int', end: 'int' },
  infer: (_, { start, end }) => [{ dtype: 'int64', shape: [(end as number) - (start as number)] }],
  vjp: null,
}

/** The lengths of the axes from `start` to before `end`, as int64: what a dimension that is known only when the model runs
 *  comes to. */
export function shape(x: Tensor, start = 0, end = x.shape.length): Tensor {
  demand(start >= 0 && start <= end && end <= x.shape.length, {
    who: 'Shape',
    rule: `start and end must lie in [0, ${x.shape.length}], start first`,
    value: [start, end],
  })
  return apply(operator, [x], { start, end })
}
