import { number } from '../../option.ts'
import type { Image } from './augment.ts'
import { defineAugment } from './defineAugment.ts'

/** Mirrors left and right with probability p (torchvision's RandomHorizontalFlip). */
export const randomHorizontalFlip = defineAugment({
  kind: 'pixels',
  name: 'random-horizontal-flip',
  options: { p: number(0.5, 'the probability of mirroring', { least: 0, most: 1 }) },
  make: ({ p }) => ({
    apply: (image, random) => {
      if (random.uniform() < p) flip(image)
    },
  }),
})

function flip({ data, width, height, channels }: Image): void {
  for (let y = 0; y < height; y++) {
    let left = y * width * channels
    let right = left + (width - 1) * channels
    for (; left < right; left += channels, right -= channels)
      for (let c = 0; c < channels; c++) {
        const held = data[left + c]!
        data[left + c] = data[right + c]!
        data[right + c] = held
      }
  }
}
