import type { Operator } from '../tensor/operator.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'
import type { Window, WindowOptions } from './window.ts'
import { channelsOf, outputSize, windowAt, windowOf } from './window.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'AveragePool',
  attributes: { kernel_shape: 'ints', strides: 'ints', pads: 'ints', count_include_pad: 'int' },
  infer: ([x], attributes) => {
    const window = windowAt(attributes.kernel_shape as readonly number[], attributes)
    return [{ dtype: x.dtype, shape: [...x.shape.slice(0, 2), ...outputSize('AveragePool', x.shape, window)] }]
  },
  vjp: (g, [x], { convInputGradient, matrix, mul }, { attributes }) => {
    const window = windowAt(attributes.kernel_shape as readonly number[], attributes)
    const channels = channelsOf(x)
    const area = window.kernel[0]! * window.kernel[1]!
    const size = fixed(g.shape.slice(2), 'AveragePool')
    const shares = matrix(
      shareOfEach(fixed(x.shape.slice(2), 'AveragePool'), size, window, attributes.count_include_pad === 1),
      size,
    )
    // An average is a convolution of every channel with a kernel of ones, after the division.
    const ones = matrix(new Float32Array(channels * area).fill(1), [channels, 1, ...window.kernel])
    return [convInputGradient(mul(g, shares), ones, x.shape, window, channels)]
  },
}

/** 1 / (how many pixels each window averages). */
function shareOfEach(image: readonly number[], size: readonly number[], window: Window, border: boolean): Float32Array {
  const inside = (axis: 0 | 1, at: number): number => {
    const start = at * window.strides[axis]! - window.pads[axis]!
    const end = start + window.kernel[axis]!
    return border ? window.kernel[axis]! : Math.min(end, image[axis]!) - Math.max(start, 0)
  }
  const columns = size[1]!
  return Float32Array.from(
    { length: size[0]! * columns },
    (_, i) => 1 / (inside(0, Math.floor(i / columns)) * inside(1, i % columns)),
  )
}

export interface AveragePoolOptions extends Omit<WindowOptions, 'dilations'> {
  /** Whether the border counts as pixels of value 0. Default false. */
  readonly countIncludePad?: boolean
}

/** Mean of each window of images [N, C, H, W].
 *  @param kernel rows and columns of the window; the strides are the same where left out */
export function averagePool(x: Tensor, kernel: readonly number[], options: AveragePoolOptions = {}): Tensor {
  const { strides, pads } = windowOf('AveragePool', kernel, { strides: kernel, ...options })
  return apply(operator, [x], {
    kernel_shape: kernel,
    strides,
    pads,
    count_include_pad: options.countIncludePad ? 1 : 0,
  })
}
