import { demand } from '../errors.ts'
import { demandSizes } from './demandSizes.ts'

export interface PoolingOptions {
  /** Rows and columns of the window. Default 2. */
  readonly kernel?: number
  /** Step in rows and columns. Default: the kernel, so that windows do not overlap. */
  readonly stride?: number
  /** Border on all four sides, at most half the kernel. Default 0. */
  readonly padding?: number
}

/** The options of a pooling layer as its operator takes them, and the layer's name. Fails, naming the option. */
export function pooling(who: string, { kernel = 2, stride = kernel, padding = 0 }: PoolingOptions) {
  demandSizes(who, { kernel, stride })
  demandSizes(who, { padding }, 0)
  demand(2 * padding <= kernel, { who, rule: 'padding must be at most half the kernel', value: padding })
  return {
    name: `${who}(${kernel}x${kernel})`,
    kernel: [kernel, kernel],
    window: { strides: [stride, stride], pads: [padding, padding, padding, padding] },
  }
}
