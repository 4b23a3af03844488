import { describe, expect, it } from 'vitest'
import { demandMemory } from './demandMemory.ts'

describe('demandMemory', () => {
  // 4 bytes x 2 x 2 images x (8 x 8 x 3 of the image + (4 x 5 + 9 x 3 channels) x 4 x 4 places)
  const training = { image: { width: 8, height: 8, channels: 3 }, widths: [5], batch: 2 }
  const needed = 4 * 2 * 2 * (192 + 752)

  it('lets pass what fits', () => {
    demandMemory(training, needed)
    demandMemory({ ...training, image: { width: 64, height: 64, channels: 3 }, batch: 128 })
  })

  it('says before the work what a batch would need, and which options make it smaller', () => {
    expect(() => demandMemory(training, needed - 1)).toThrow(
      /^--image-size: a batch of 2 images of 8 x 8 needs some .* GiB of memory, and there are .*; lower --image-size, --classes, --samples or --widths$/,
    )
  })
})
