import { demand } from '../errors.ts'
import { fixed } from '../tensor/shape.ts'
import type { Shape } from '../tensor/tensor.ts'
import { demandSizes } from './demandSizes.ts'

export interface PoolingOptions {
  /** Rows and columns of the window. Default 2. */
  readonly kernel?: number
  /** Step in rows and columns. Default: the kernel, so that windows do not overlap. */
  readonly stride?: number
  /** Border on all four sides, at most half the kernel. Default 0. */
  readonly padding?: number
}

export interface MaxPoolingOptions extends PoolingOptions {
  /** Whether a last window that hangs over the border counts, as long as it begins inside: PyTorch's ceil_mode. Rows and columns
   *  must then be known. Default false. */
  readonly ceil?: boolean
}

/** The options of a pooling layer as its operator takes them for an image, and the layer's name. Fails, naming the option. */
export function pooling(who: string, options: MaxPoolingOptions) {
  const { kernel = 2, stride = kernel, padding = 0, ceil = false } = options
  demandSizes(who, { kernel, stride })
  demandSizes(who, { padding }, 0)
  demand(2 * padding <= kernel, { who, rule: 'padding must be at most half the kernel', value: padding })
  const name = `${who}(${kernel}x${kernel})`
  const after = (length: number): number => padding + (ceil ? overhang(length) : 0)
  return {
    name,
    kernel: [kernel, kernel],
    window: (image: Shape) => {
      const [rows, columns] = ceil ? fixed(image.slice(-2), name) : [0, 0]
      return { strides: [stride, stride], pads: [padding, padding, after(rows!), after(columns!)] }
    },
  }

  /** How far the last window that begins inside reaches beyond the border. */
  function overhang(length: number): number {
    const steps = Math.ceil((length + 2 * padding - kernel) / stride)
    const last = steps * stride >= length + padding ? steps - 1 : steps
    return Math.max(0, last * stride + kernel - length - 2 * padding)
  }
}
