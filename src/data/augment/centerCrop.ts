import type { Size, Window } from './augment.ts'
import { defineAugment } from './defineAugment.ts'
import { roundHalfEven } from './roundHalfEven.ts'

/** Cuts out the centre, as large as the network's images (torchvision's CenterCrop). What an image is smaller by is black. */
export const centerCrop = defineAugment({
  kind: 'crop',
  name: 'center-crop',
  options: {},
  make: () => ({ window: centered }),
})

/** The window of size `form` in the middle of an image. */
export const centered = (from: Size, { width, height }: Size): Window => ({
  left: offset(from.width, width),
  top: offset(from.height, height),
  width,
  height,
})

const offset = (whole: number, part: number): number =>
  part > whole ? -Math.floor((part - whole) / 2) : roundHalfEven((whole - part) / 2)
