import { demand } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import type { Window } from '../../ops/window.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { NodeReader } from './nodeReader.ts'

/** Images as our operators take them, with rows and columns, and the way back. */
export interface Spatial {
  readonly x: Tensor
  /** Weights, lifted as the image was. */
  readonly lift: (w: Tensor) => Tensor
  /** Back to the image's own rank. */
  readonly drop: (y: Tensor) => Tensor
  /** A number for each of rows and columns. */
  readonly numbers: (values: readonly number[] | undefined, otherwise: number) => number[]
}

/** Signals [N, C, L] become images of one row. Fails on any other rank. */
export function spatial(x: Tensor, who: string): Spatial {
  demand(x.shape.length === 3 || x.shape.length === 4, {
    who,
    rule: 'must be of images [N, C, H, W] or signals [N, C, L]',
    value: `[${x.shape}]`,
  })
  const line = x.shape.length === 3
  return {
    x: line ? ops.unsqueeze(x, [2]) : x,
    lift: (w) => (line ? ops.unsqueeze(w, [2]) : w),
    drop: (y) => (line ? ops.squeeze(y, [2]) : y),
    numbers: (values, otherwise) =>
      values === undefined ? [otherwise, otherwise] : line ? [otherwise, ...values] : [...values],
  }
}

/** The window of a node: its strides, dilations and pads, `auto_pad` worked out for the image. */
export function windowOf(node: NodeReader, { x, numbers }: Spatial, kernel: readonly number[]): Window {
  const strides = numbers(node.numbers('strides'), 1)
  const dilations = numbers(node.numbers('dilations'), 1)
  const given = node.numbers('pads') ?? []
  const pads = given.length === 0 ? [0, 0, 0, 0] : given.length === 2 ? [0, given[0]!, 0, given[1]!] : given
  const auto = node.choice('auto_pad', ['NOTSET', 'VALID', 'SAME_UPPER', 'SAME_LOWER'], 'NOTSET')
  if (auto === 'NOTSET') return { kernel, strides, dilations, pads }
  if (auto === 'VALID') return { kernel, strides, dilations, pads: [0, 0, 0, 0] }
  const image = fixed(x.shape.slice(2), node.operator)
  const totals = kernel.map((length, i) => {
    const covered = dilations[i]! * (length - 1) + 1
    return Math.max((Math.ceil(image[i]! / strides[i]!) - 1) * strides[i]! + covered - image[i]!, 0)
  })
  const less = totals.map((total) => Math.floor(total / 2))
  const more = totals.map((total, i) => total - less[i]!)
  return { kernel, strides, dilations, pads: auto === 'SAME_UPPER' ? [...less, ...more] : [...more, ...less] }
}

/** The window with its far border as wide as `ceil_mode` needs: a last window that covers the image in part counts, unless it
 *  would start in the border. */
export function ceiled(window: Window, x: Tensor, who: string): Window {
  const pads = [...window.pads]
  const image = fixed(x.shape.slice(2), who)
  for (const axis of [0, 1]) {
    const [stride, before] = [window.strides[axis]!, window.pads[axis]!]
    const covered = window.dilations[axis]! * (window.kernel[axis]! - 1) + 1
    const extent = image[axis]! + before
    const total = extent + window.pads[axis + 2]!
    let count = Math.ceil((total - covered) / stride) + 1
    if ((count - 1) * stride >= extent) count--
    pads[axis + 2]! += Math.max((count - 1) * stride + covered - total, 0)
  }
  return { ...window, pads }
}
