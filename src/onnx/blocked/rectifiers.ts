import { mul } from '../../ops/mul.ts'
import { floats } from '../../tensor/array.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'
import type { Activation } from './blockedConv.ts'
import { blockedConv } from './blockedConv.ts'
import type { Rule } from './layout.ts'

/** The gradient that passes a rectifier: g where low < y < high. Truth values and their conversion to numbers are slow on the CPU; a
 *  convolution of one tap with an activation makes the mask in one pass, or in two, at the speed of the memory.
 *
 *    ReLU:   mask = clip(k y, 0, 1),  k so large that every y above 0 gives 1 (but for numbers below 3e-39)
 *    ReLU6:  mask = clip(k (3 - |y - 3|), 0, 1), exactly 0 at y = 0 and y = 6. A y below 1.2e-7 counts as 0 there, which is less than
 *            what rounding did to the sum that y is. */
export const rectifiersInBlocks: Rule = ({ operator, inputs, outputs, attributes }, layout) => {
  if (operator.meaning !== 'Within' || !layout.holds(outputs[0]!)) return undefined
  const { low, high } = attributes
  if (low !== 0 || (high !== 6 && high !== Number.POSITIVE_INFINITY)) return undefined
  const [g, y] = [layout.inBlocks(inputs[1]!), layout.inBlocks(inputs[2]!)]
  const mask =
    high === 6
      ? tap(tap(y, 1, -3, { name: 'LeakyRelu', parameters: [-1] }), -steep, 3 * steep, unit)
      : tap(y, steepest, 0, unit)
  return [mul(g, mask)]
}

const unit: Activation = { name: 'Clip', parameters: [0, 1] }

/** 3 less the next number below 3, times this, is 4. */
const steep = 2 ** 24

/** The least normal number times this is 2. */
const steepest = 2 ** 127

/** activation(a x + b), the same for all channels. */
function tap(x: Tensor, a: number, b: number, activation: Activation): Tensor {
  const channels = x.shape[1] as number
  const all = (value: number, shape: readonly number[]): Tensor =>
    constant(floats(new Float32Array(channels).fill(value), shape))
  return blockedConv(x, all(a, [channels, 1, 1, 1]), {
    group: channels,
    activation,
    ...(b === 0 ? {} : { bias: all(b, [channels]) }),
  })
}
