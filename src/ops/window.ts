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

export const channelsOf = (x: Tensor): number => x.shape[1] as number
