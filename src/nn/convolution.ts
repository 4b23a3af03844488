import { demand } from '../errors.ts'
import { conv } from '../ops/conv.ts'
import { demandInput } from './demandInput.ts'
import { demandSizes } from './demandSizes.ts'
import type { Initial } from './initial.ts'
import type { Layer } from './layer.ts'
import { uniform } from './uniform.ts'
import { valueNamed } from './valueNamed.ts'

export interface ConvolutionOptions {
  /** Channels of the input. */
  readonly inputs: number
  /** Channels of the output. */
  readonly outputs: number
  /** Rows and columns of the kernel. Default 3. */
  readonly kernel?: number
  /** Step in rows and columns. Default 1. */
  readonly stride?: number
  /** Zeros on all four sides. Default: half the kernel, so that an odd kernel keeps the size at stride 1. */
  readonly padding?: number
  /** Whether a number is added to each output channel. Default true. */
  readonly bias?: boolean
  /** Channels are cut into this many groups that do not see one another; as many as there are inputs: a depthwise
   *  convolution. Default 1. */
  readonly groups?: number
  /** How the weights begin. Default U(-b, b), b = 1/sqrt(inputs kernel² / groups). */
  readonly initial?: Initial
  /** How the bias begins. Default as the weights' default. */
  readonly initialBias?: Initial
}

/** Convolution of images [N, inputs, H, W] to [N, outputs, H', W'],  H' = ⌊(H + 2 padding - kernel) / stride⌋ + 1.
 *  Parameters `weight` [outputs, inputs / groups, kernel, kernel] and `bias` [outputs]. */
export function convolution(options: ConvolutionOptions): Layer {
  const { inputs, outputs, kernel = 3, stride = 1, padding = Math.floor(kernel / 2), bias = true, groups = 1 } = options
  demandSizes('convolution', { inputs, outputs, kernel, stride, groups })
  demand(inputs % groups === 0 && outputs % groups === 0, {
    who: 'convolution',
    rule: `groups must divide the ${inputs} inputs and the ${outputs} outputs`,
    value: groups,
  })
  demandSizes('convolution', { padding }, 0)
  const name = `convolution(${inputs}, ${outputs}, ${kernel}x${kernel})`
  const shape = [outputs, inputs / groups, kernel, kernel]
  const bound = 1 / Math.sqrt((inputs / groups) * kernel * kernel)
  const usual: Initial = (random, of) => uniform(random, of, bound)
  const { initial = usual, initialBias = usual } = options
  return {
    name,
    init(random) {
      const weight = initial(random.fork('weight'), shape)
      const parameters = bias ? { weight, bias: initialBias(random.fork('bias'), [outputs]) } : { weight }
      return { parameters, buffers: {} }
    },
    apply(values, x) {
      demandInput(name, x, [4], inputs)
      const weight = valueNamed(values, 'weight', shape, name)
      const added = bias ? { bias: valueNamed(values, 'bias', [outputs], name) } : {}
      const pads = [padding, padding, padding, padding]
      return { y: conv(x, weight, { strides: [stride, stride], pads, group: groups, ...added }), buffers: {} }
    },
  }
}
