import { fail } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { broadcast } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Operand } from './factories.ts'
import { lift } from './factories.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor, Tensor], Ops> = {
  onnx: 'Where',
  infer: ([condition, a, b]) => {
    if (condition.dtype !== 'bool') fail({ who: 'Where', rule: 'the condition must be bool', value: condition.dtype })
    if (a.dtype !== b.dtype)
      fail({ who: 'Where', rule: 'both branches must be of one type', value: `${a.dtype} and ${b.dtype}` })
    return [{ dtype: a.dtype, shape: broadcast(condition.shape, broadcast(a.shape, b.shape, 'Where'), 'Where') }]
  },
  // A product with the condition, in place of a further choice, which the runtime's CPU takes twice as long for.
  vjp: (g, [condition], { cast, mul, not }) => [
    null,
    mul(g, cast(condition, 'float32')),
    mul(g, cast(not(condition), 'float32')),
  ],
}

/** Choice.  y = a where the condition holds, else b;  the gradient goes to the one chosen. */
export function where(condition: Tensor, a: Operand, b: Operand): Tensor {
  const type = typeof a !== 'number' ? a.dtype : typeof b !== 'number' ? b.dtype : 'float32'
  return apply(operator, [condition, lift(a, type), lift(b, type)])
}
