import { number } from '../../option.ts'
import type { Image } from './augment.ts'
import { defineAugment } from './defineAugment.ts'
import { luma } from './luma.ts'

/** Makes an image grey with probability p, all three channels alike (torchvision's RandomGrayscale on bytes). */
export const randomGrayscale = defineAugment({
  kind: 'pixels',
  name: 'random-grayscale',
  options: { p: number(0.1, 'the probability of grey', { least: 0, most: 1 }) },
  make: ({ p }) => ({
    apply: (image, random) => {
      if (random.uniform() < p) grey(image)
    },
  }),
})

/** Makes an image grey in place. */
export function grey({ data, channels }: Image): void {
  if (channels === 1) return
  for (let i = 0; i < data.length; i += 3) data.fill(luma(data[i]!, data[i + 1]!, data[i + 2]!), i, i + 3)
}
