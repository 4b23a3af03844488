import type { Window } from '../../ops/window.ts'
import { outputSize, windowAt } from '../../ops/window.ts'
import { floats } from '../../tensor/array.ts'
import type { Operator } from '../../tensor/operator.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Attributes, Tensor } from '../../tensor/tensor.ts'
import { apply, constant } from '../../tensor/tensor.ts'
import { domain } from './domain.ts'

const operator: Operator<readonly Tensor[]> = {
  onnx: 'Conv',
  domain,
  attributes: {
    kernel_shape: 'ints',
    strides: 'ints',
    pads: 'ints',
    dilations: 'ints',
    group: 'int',
    activation: 'string',
    activation_params: 'floats',
  },
  infer: ([x, w], attributes) => {
    const size = outputSize('Conv', x!.shape, windowAt(fixed(w!.shape.slice(2), 'Conv'), attributes))
    return [{ dtype: x!.dtype, shape: [x!.shape[0]!, w!.shape[0]!, ...size] }]
  },
  vjp: null,
}

export interface BlockedConvOptions extends Partial<Window> {
  /** One number for each output channel. */
  readonly bias?: Tensor
  readonly group?: number
  /** Added to the result before the activation, of its shape, in blocks too. The runtime writes over it where nobody else reads it. */
  readonly sum?: Tensor
  readonly activation?: Activation
}

/** What a convolution does with its result before it writes it. */
export interface Activation {
  readonly name: 'Relu' | 'LeakyRelu' | 'Clip'
  /** LeakyRelu: the slope below 0; Clip: the bounds. */
  readonly parameters: readonly number[]
}

/** The runtime's convolution of images in blocks, with weights in its layout (`blockedWeights`), to images in blocks. */
export function blockedConv(x: Tensor, w: Tensor, options: BlockedConvOptions = {}): Tensor {
  const { bias, sum, activation, group = 1, strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1] } = options
  const kernel = fixed(w.shape.slice(2), 'Conv')
  const channels = w.shape[0] as number
  const some = bias ?? (sum && constant(floats(new Float32Array(channels), [channels])))
  const attributes: Attributes = {
    kernel_shape: kernel,
    strides,
    pads,
    dilations,
    group,
    ...(activation && { activation: activation.name }),
    ...(activation && activation.parameters.length > 0 && { activation_params: activation.parameters }),
  }
  return apply(operator, [x, w, ...(some ? [some] : []), ...(sum ? [sum] : [])], attributes)
}
