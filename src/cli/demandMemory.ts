import { fail } from '../errors.ts'
import { availableMemory } from './availableMemory.ts'
import { inGibi } from './inGibi.ts'

/** What a training's memory depends on. */
export interface Training {
  readonly image: { readonly width: number; readonly height: number; readonly channels: number }
  readonly widths: readonly number[]
  /** Images. */
  readonly batch: number
}

/** Fails where one batch would need more memory than there is: the system would end the process without a word.
 *  An estimate, as measured within some 15 %: float32, twice, of the images and, for every convolution, of its values
 *  and gradients before and after the normalisation (4) and of its unfolded inputs (9). */
export function demandMemory({ image, widths, batch }: Training, memory = availableMemory()): void {
  const { width, height, channels } = image
  const values = widths.reduce(
    (sum, own, i) => {
      const halved = (length: number): number => Math.ceil(length / 2 ** (i + 1))
      return sum + (4 * own + 9 * (widths[i - 1] ?? channels)) * halved(width) * halved(height)
    },
    width * height * channels,
  )
  const bytes = 4 * 2 * batch * values
  if (bytes > memory)
    fail({
      who: '--image-size',
      rule: `a batch of ${batch} images of ${width} x ${height} needs some ${inGibi(bytes)} GiB of memory, and there are ${inGibi(memory)}`,
      remedy: 'lower --image-size, --classes, --samples or --widths',
    })
}
