import type { Random } from '../../random.ts'

/** Width and height in pixels. */
export interface Size {
  readonly width: number
  readonly height: number
}

/** An image in memory: uint8 [height, width, channels], 1 for grey, 3 for red, green and blue. */
export interface Image extends Size {
  readonly data: Uint8Array
  readonly channels: 1 | 3
}

/** A part of an image, in its pixels. It may reach beyond the image: what lies outside is black. */
export interface Window extends Size {
  readonly left: number
  readonly top: number
}

interface Named {
  readonly name: string
  /** All its options, as they were filled in: a step is known by its name and these. */
  readonly options: Readonly<Record<string, unknown>>
}

/** Brings an image to another size before a window is cut from it. */
export interface ResizeStep extends Named {
  readonly kind: 'resize'
  /** The size that an image of size `from` is brought to. */
  readonly to: (from: Size, form: Size) => Size
}

/** Cuts a window from an image. Where it is not of the wanted size, it is resized to it. */
export interface CropStep extends Named {
  readonly kind: 'crop'
  readonly window: (from: Size, form: Size, random: Random) => Window
}

/** Changes the pixels of an image in place. */
export interface PixelStep extends Named {
  readonly kind: 'pixels'
  readonly apply: (image: Image, random: Random) => void
}

/** One step of a recipe. */
export type AugmentStep = ResizeStep | CropStep | PixelStep

/** How images are varied from epoch to epoch: steps in the order in which they are done. First at most one resize, then at
 *  most one crop, then any number of steps on pixels. Without a crop the centre is cut out. */
export type Augment = readonly AugmentStep[]
