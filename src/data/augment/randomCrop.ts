import { whole } from '../../option.ts'
import { defineAugment } from './defineAugment.ts'

/** Cuts a window as large as the network's images out of anywhere (torchvision's RandomCrop with pad_if_needed), after a
 *  black border of `padding` pixels was laid around the image. */
export const randomCrop = defineAugment({
  kind: 'crop',
  name: 'random-crop',
  options: { padding: whole(0, 'pixels of black border on each side', { least: 0, most: 4096 }) },
  make: ({ padding }) => ({
    window: (from, { width, height }, random) => {
      const top = place(from.height, height, padding, random.uniform())
      const left = place(from.width, width, padding, random.uniform())
      return { left, top, width, height }
    },
  }),
})

/** Where a window begins on one axis. An image still too small gets what it lacks on both sides, as torchvision pads it. */
function place(length: number, wanted: number, padding: number, uniform: number): number {
  const border = padding + Math.max(0, wanted - length - 2 * padding)
  return Math.floor(uniform * (length + 2 * border - wanted + 1)) - border
}
