import type { Fit } from '../dataset.ts'

/** A published ONNX model of images, and what it takes to use it. */
export interface KnownBackbone {
  /** Letters, digits, `.`, `-` and `_`, by which it is asked for. */
  readonly name: string
  /** A sentence: what it is good for. */
  readonly about: string
  /** Size of the file. */
  readonly bytes: number
  /** Of the file, 64 lower-case hexadecimal digits. */
  readonly sha256: string
  /** Of the weights: its SPDX name, or words. */
  readonly licence: string
  /** The page that tells of it. */
  readonly from: string
  /** Where the file is fetched from: https, or http on this machine. */
  readonly url: string
  /** What images are brought to, in pixels. */
  readonly width: number
  readonly height: number
  readonly fit: Fit
  /** Of red, green and blue between 0 and 1, taken from the pixels. */
  readonly mean: readonly [number, number, number]
  /** What the pixels are then divided by. */
  readonly std: readonly [number, number, number]
  /** The tensor that holds the features: an output, or a tensor inside; null: the first output of one row an image. */
  readonly output: string | null
  /** What of that tensor the features are: its `row` for each image, or of [N, tokens, D] the first, the `classToken`. */
  readonly take: 'row' | 'classToken'
  /** Numbers that the features of one image have. */
  readonly dimension: number
}
