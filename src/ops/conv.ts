import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'
import type { WindowOptions } from './window.ts'
import { outputSize, windowAt, windowOf } from './window.ts'

const operator: Operator<readonly [Tensor, Tensor] | readonly [Tensor, Tensor, Tensor], Ops> = {
  onnx: 'Conv',
  attributes: { strides: 'ints', pads: 'ints', dilations: 'ints', group: 'int' },
  infer: ([x, w], attributes) => {
    const group = attributes.group as number
    demand(x.shape.length === 4 && w.shape.length === 4, {
      who: 'Conv',
      rule: 'images must be [N, C, H, W] and weights [M, C/group, kH, kW]',
      value: `[${x.shape}] and [${w.shape}]`,
    })
    const [outputs, inputs, ...kernel] = fixed(w.shape, 'Conv')
    demand(x.shape[1] === inputs! * group && outputs! % group === 0, {
      who: 'Conv',
      rule: `weights [${w.shape}] in ${group} groups need ${inputs! * group} channels`,
      value: x.shape[1],
    })
    const size = outputSize('Conv', x.shape, windowAt(kernel, attributes))
    return [{ dtype: x.dtype, shape: [x.shape[0]!, outputs!, ...size] }]
  },
  vjp: (g, [x, w, b], { convInputGradient, convWeightGradient, sumPerChannel }, { attributes }) => {
    const window = windowAt(fixed(w.shape.slice(2), 'Conv'), attributes)
    const group = attributes.group as number
    const dx = convInputGradient(g, w, x.shape, window, group)
    const dw = convWeightGradient(g, x, w.shape, window, group)
    return b ? [dx, dw, sumPerChannel(g)] : [dx, dw]
  },
}

export interface ConvOptions extends WindowOptions {
  /** One number for each output channel. */
  readonly bias?: Tensor
  /** Channels are cut into this many groups that do not see one another. Default 1. */
  readonly group?: number
}

/** Convolution of images [N, C, H, W] with weights [M, C/group, kH, kW]. */
export function conv(x: Tensor, w: Tensor, { bias, group = 1, ...options }: ConvOptions = {}): Tensor {
  const { strides, pads, dilations } = windowOf('Conv', fixed(w.shape.slice(2), 'Conv'), options)
  return apply(operator, bias ? [x, w, bias] : [x, w], { strides, pads, dilations, group })
}
