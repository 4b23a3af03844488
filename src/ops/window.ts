import { demand } from '../errors.ts'
import { fixed } from '../tensor/shape.ts'
import type { Attributes, Shape, Tensor } from '../tensor/tensor.ts'

/** How a window (kernel) walks over an image. */
export interface WindowOptions {
  /** Step in rows and columns. Default 1. */
  readonly strides?: readonly number[]
  /** Border before rows and columns, then after them. Default 0. */
  readonly pads?: readonly number[]
  /** Distance between taps in rows and columns. Default 1. */
  readonly dilations?: readonly number[]
}

/** A window with everything stated: sizes in rows and columns. */
export interface Window {
  readonly kernel: readonly number[]
  readonly strides: readonly number[]
  readonly pads: readonly number[]
  readonly dilations: readonly number[]
}

/** Fills in the defaults. Fails on numbers that are not whole or out of range. */
export function windowOf(who: string, kernel: readonly number[], options: WindowOptions): Window {
  const { strides = [1, 1], pads = [0, 0, 0, 0], dilations = [1, 1] } = options
  const whole = [...kernel, ...strides, ...dilations].every((n) => Number.isInteger(n) && n >= 1)
  demand(whole && kernel.length === 2 && strides.length === 2 && dilations.length === 2, {
    who,
    rule: 'kernel, strides and dilations must be two whole numbers each, at least 1',
    value: { kernel, strides, dilations },
  })
  demand(pads.length === 4 && pads.every((n) => Number.isInteger(n) && n >= 0), {
    who,
    rule: 'pads must be four whole numbers, none negative',
    value: pads,
  })
  return { kernel, strides, pads, dilations }
}

/** The window of a node, from its attributes. */
export const windowAt = (kernel: readonly number[], attributes: Attributes): Window => ({
  kernel,
  strides: attributes.strides as readonly number[],
  pads: attributes.pads as readonly number[],
  dilations: (attributes.dilations as readonly number[] | undefined) ?? [1, 1],
})

/** Rows and columns that the window makes of an image [.., H, W]. */
export function outputSize(who: string, image: Shape, window: Window): number[] {
  const size = fixed(image.slice(-2), who).map((length, i) => {
    const covered = window.dilations[i]! * (window.kernel[i]! - 1) + 1
    return Math.floor((length + window.pads[i]! + window.pads[i + 2]! - covered) / window.strides[i]!) + 1
  })
  demand(Math.min(...size) >= 1, {
    who,
    rule: 'the image must be at least as large as the window',
    value: `[${image}]`,
  })
  return size
}

/** Every tap of the window: its row and column in the kernel, and where its first pixel lies in the padded image. */
export function taps(window: Window): { row: number; column: number; top: number; left: number }[] {
  const [rows, columns] = window.kernel as [number, number]
  return Array.from({ length: rows * columns }, (_, i) => {
    const [row, column] = [Math.floor(i / columns), i % columns]
    return { row, column, top: row * window.dilations[0]!, left: column * window.dilations[1]! }
  })
}

/** Pads of the two image axes as ONNX's Pad wants them for [N, C, H, W]. */
export const imagePads = ([top, left, bottom, right]: readonly number[]): number[] => [
  0,
  0,
  top!,
  left!,
  0,
  0,
  bottom!,
  right!,
]

/** The part of a padded image that one tap of the window sees: [N, C, Ho, Wo]. */
export function seenBy(
  tap: { top: number; left: number },
  window: Window,
  [height, width]: readonly number[],
): { starts: number[]; ends: number[]; axes: number[]; steps: number[] } {
  const [down, right] = window.strides as [number, number]
  return {
    starts: [tap.top, tap.left],
    ends: [tap.top + (height! - 1) * down + 1, tap.left + (width! - 1) * right + 1],
    axes: [2, 3],
    steps: [down, right],
  }
}

export const channelsOf = (x: Tensor): number => x.shape[1] as number
