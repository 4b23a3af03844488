import { demand } from '../../src/errors.ts'
import * as ops from '../../src/ops/index.ts'
import type { Tensor } from '../../src/tensor/tensor.ts'
import type { RowReader } from './operatorRow.ts'

/** Images as our operators take them, with rows and columns, and what leads to them and back. */
export interface Spatial {
  readonly x: Tensor
  /** Weights, lifted as the image was. */
  lift(w: Tensor): Tensor
  /** Back to the image's own rank. */
  drop(y: Tensor): Tensor
  /** A number for each of rows and columns. */
  numbers(values: readonly number[], otherwise: number): number[]
}

/** Signals [N, C, L] become images of one row. */
export function spatial(x: Tensor): Spatial {
  const line = x.shape.length === 3
  return {
    x: line ? ops.unsqueeze(x, [2]) : x,
    lift: (w) => (line ? ops.unsqueeze(w, [2]) : w),
    drop: (y) => (line ? ops.squeeze(y, [2]) : y),
    numbers: (values, otherwise) => {
      if (values.length === 0) return [otherwise, otherwise]
      return line && values.length === 1 ? [otherwise, ...values] : [...values]
    },
  }
}

export interface RowWindow {
  readonly strides: number[]
  readonly dilations: number[]
  readonly pads: number[]
}

/** Strides, dilations and pads of a row, ONNX's defaults where it names none; `auto_pad` becomes pads. */
export function windowOptions(row: RowReader, x: Tensor, kernel: readonly number[]): RowWindow {
  const perAxis = (name: string): number[] => {
    const values = row.list(name) ?? []
    return [...new Array<number>(2 - values.length).fill(1), ...values]
  }
  const [strides, dilations] = [perAxis('strides'), perAxis('dilations')]
  const size = row.list('kernel_shape') // For a convolution it repeats what the weights say.
  demand(!size || size.every((n, i) => n === kernel.slice(-size.length)[i]), {
    who: 'row',
    rule: `kernel_shape must be that of the weights, [${kernel}]`,
    value: size,
  })
  const given = row.list('pads') ?? [0, 0, 0, 0]
  const pads = given.length === 2 ? [0, given[0]!, 0, given[1]!] : given
  const auto = row.choice('auto_pad', ['NOTSET', 'VALID', 'SAME_UPPER', 'SAME_LOWER'], 'NOTSET')
  if (auto === 'NOTSET') return { strides, dilations, pads }
  if (auto === 'VALID') return { strides, dilations, pads: [0, 0, 0, 0] }
  const totals = kernel.map((length, i) => {
    const extent = x.shape[i + 2] as number
    const covered = dilations[i]! * (length - 1) + 1
    return Math.max((Math.ceil(extent / strides[i]!) - 1) * strides[i]! + covered - extent, 0)
  })
  const less = totals.map((total) => Math.floor(total / 2))
  const more = totals.map((total, i) => total - less[i]!)
  return { strides, dilations, pads: auto === 'SAME_UPPER' ? [...less, ...more] : [...more, ...less] }
}

/** The window with its far border as wide as `ceil_mode` needs: a last window that covers the image in part counts, unless it
 *  would start in the border. */
export function ceilOf(window: RowWindow, x: Tensor, kernel: readonly number[]): RowWindow {
  const pads = [...window.pads]
  for (const axis of [0, 1]) {
    const [stride, before] = [window.strides[axis]!, window.pads[axis]!]
    const covered = window.dilations[axis]! * (kernel[axis]! - 1) + 1
    const extent = (x.shape[axis + 2] as number) + before
    const total = extent + window.pads[axis + 2]!
    let count = Math.ceil((total - covered) / stride) + 1
    if ((count - 1) * stride >= extent) count--
    pads[axis + 2]! += Math.max((count - 1) * stride + covered - total, 0)
  }
  return { ...window, pads }
}
