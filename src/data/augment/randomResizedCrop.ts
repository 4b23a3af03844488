import { number } from '../../option.ts'
import type { Random } from '../../random.ts'
import type { Size, Window } from './augment.ts'
import { defineAugment } from './defineAugment.ts'
import { demandInOrder } from './demandInOrder.ts'
import { roundHalfEven } from './roundHalfEven.ts'

/** Cuts out a window of random area and shape, then resized to the network's images (torchvision's RandomResizedCrop; Szegedy et
 *  al. 2014). Its area is uniform in [smallest, largest] of the image's, the logarithm of width / height uniform between those of
 *  narrowest and widest; after ten windows that do not fit it is the largest one in the centre whose shape is allowed. */
export const randomResizedCrop = defineAugment({
  kind: 'crop',
  name: 'random-resized-crop',
  options: {
    smallest: number(0.08, 'the least area, as a share of the image', { above: 0, most: 1 }),
    largest: number(1, 'the greatest area, as a share of the image', { above: 0, most: 1 }),
    narrowest: number(3 / 4, 'the least width / height', { above: 0 }),
    widest: number(4 / 3, 'the greatest width / height', { above: 0 }),
  },
  make: ({ smallest, largest, narrowest, widest }) => {
    demandInOrder('random-resized-crop', { smallest, largest })
    demandInOrder('random-resized-crop', { narrowest, widest })
    return {
      window: (from, _, random) => randomWindow(from, [smallest, largest], [narrowest, widest], random),
    }
  },
})

type Range = readonly [number, number]

/** The window to be cut out. Python's arithmetic step for step, logarithms in single precision, so that the same draws give the same window. */
export function randomWindow(from: Size, scale: Range, ratio: Range, random: Random): Window {
  const { width, height } = from
  const [low, high] = ratio.map((one) => Math.fround(Math.log(Math.fround(one)))) as [number, number]
  for (let attempt = 0; attempt < 10; attempt++) {
    const area = width * height * between(scale, random)
    const shape = Math.exp(between([low, high], random))
    const size = { width: roundHalfEven(Math.sqrt(area * shape)), height: roundHalfEven(Math.sqrt(area / shape)) }
    if (size.width > 0 && size.width <= width && size.height > 0 && size.height <= height) {
      const top = random.below(height - size.height + 1)
      return { left: random.below(width - size.width + 1), top, ...size }
    }
  }
  const own = width / height
  const size =
    own < ratio[0]
      ? { width, height: roundHalfEven(width / ratio[0]) }
      : own > ratio[1]
        ? { width: roundHalfEven(height * ratio[1]), height }
        : { width, height }
  return {
    left: Math.floor((width - size.width) / 2),
    top: Math.floor((height - size.height) / 2),
    // An image of one or two pixels: a window has one at least.
    width: Math.max(1, size.width),
    height: Math.max(1, size.height),
  }
}

const between = ([low, high]: Range, random: Random): number => low + (high - low) * random.uniform()
