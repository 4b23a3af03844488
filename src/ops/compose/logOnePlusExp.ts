import type { Tensor } from '../../tensor/tensor.ts'
import { abs } from '../abs.ts'
import { add } from '../add.ts'
import { exp } from '../exp.ts'
import { log } from '../log.ts'
import { max } from '../max.ts'
import { neg } from '../neg.ts'
import { withGradient } from '../withGradient.ts'

/** ln(1 + e^x), as `softplus`, by operators that the runtime's CPU does three times as fast as its own Softplus.
 *  dx = g sigmoid(x). */
export function logOnePlusExp(x: Tensor): Tensor {
  const value = add(max(x, 0), log(add(exp(neg(abs(x))), 1)))
  return withGradient(value, [x], (g, { mul, sigmoid }) => [mul(g, sigmoid(x))])
}
