import { flag, whole } from '../../option.ts'
import { defineAugment } from './defineAugment.ts'

/** Resizes an image before a window is cut from it, bilinear with antialiasing (torchvision's Resize on images): its shorter
 *  side to `size`, the longer one to floor(size * longer / shorter); or, `exact`, both to the size of the network's images. */
export const resize = defineAugment({
  kind: 'resize',
  name: 'resize',
  options: {
    size: whole(256, 'pixels of the shorter side', { least: 1, most: 16384 }),
    exact: flag('to the size of the network, whatever the shape'),
  },
  make: ({ size, exact }) => ({
    to: ({ width, height }, form) => {
      if (exact) return form
      return width <= height
        ? { width: size, height: Math.floor((size * height) / width) }
        : { width: Math.floor((size * width) / height), height: size }
    },
  }),
})
