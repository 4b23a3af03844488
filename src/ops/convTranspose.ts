import type { Operator } from '../tensor/operator.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'
import type { WindowOptions } from './window.ts'
import { windowAt, windowOf } from './window.ts'

const operator: Operator<readonly [Tensor, Tensor], Ops> = {
  onnx: 'ConvTranspose',
  attributes: { strides: 'ints', pads: 'ints', dilations: 'ints', output_padding: 'ints', group: 'int' },
  infer: ([x, w], attributes) => {
    const { kernel, strides, pads, dilations } = windowAt(fixed(w.shape.slice(2), 'ConvTranspose'), attributes)
    const extra = attributes.output_padding as readonly number[]
    const size = fixed(x.shape.slice(2), 'ConvTranspose').map(
      (length, i) =>
        strides[i]! * (length - 1) + extra[i]! + dilations[i]! * (kernel[i]! - 1) + 1 - pads[i]! - pads[i + 2]!,
    )
    return [{ dtype: x.dtype, shape: [x.shape[0]!, (w.shape[1] as number) * (attributes.group as number), ...size] }]
  },
  // It is the input gradient of a convolution, so that convolution is its own gradient, with x and g in turn.
  vjp: (g, [x, w], { conv, convWeightGradient }, { attributes }) => {
    const window = windowAt(fixed(w.shape.slice(2), 'ConvTranspose'), attributes)
    const group = attributes.group as number
    return [conv(g, w, { ...window, group }), convWeightGradient(x, g, w.shape, window, group)]
  },
}

export interface ConvTransposeOptions extends WindowOptions {
  /** Rows and columns added at the far side of the output. Default 0. */
  readonly outputPadding?: readonly number[]
  readonly group?: number
}

/** Transposed convolution of [N, M, H, W] with weights [M, C/group, kH, kW]: what a convolution's gradient does. */
export function convTranspose(x: Tensor, w: Tensor, options: ConvTransposeOptions = {}): Tensor {
  const { outputPadding = [0, 0], group = 1 } = options
  const { strides, pads, dilations } = windowOf('ConvTranspose', fixed(w.shape.slice(2), 'ConvTranspose'), options)
  return apply(operator, [x, w], { strides, pads, dilations, output_padding: outputPadding, group })
}
