import { flag, number, whole } from '../../option.ts'
import type { Random } from '../../random.ts'
import type { Image, Size, Window } from './augment.ts'
import { defineAugment } from './defineAugment.ts'
import { demandInOrder } from './demandInOrder.ts'
import { roundHalfEven } from './roundHalfEven.ts'

/** Fills a random rectangle with probability p (torchvision's RandomErasing, here on bytes; Zhong et al. 2017). Its area is
 *  uniform in [smallest, largest] of the image's, the logarithm of height / width uniform between those of flattest and tallest;
 *  where ten rectangles do not fit, nothing is erased. */
export const randomErasing = defineAugment({
  kind: 'pixels',
  name: 'random-erasing',
  options: {
    p: number(0.5, 'the probability of erasing', { least: 0, most: 1 }),
    smallest: number(0.02, 'the least area, as a share of the image', { above: 0, most: 1 }),
    largest: number(0.33, 'the greatest area, as a share of the image', { above: 0, most: 1 }),
    flattest: number(0.3, 'the least height / width', { above: 0 }),
    tallest: number(3.3, 'the greatest height / width', { above: 0 }),
    value: whole(0, 'the byte that it is filled with', { least: 0, most: 255 }),
    noise: flag('fill it with uniform random bytes instead'),
  },
  make: ({ p, smallest, largest, flattest, tallest, value, noise }) => {
    demandInOrder('random-erasing', { smallest, largest })
    demandInOrder('random-erasing', { flattest, tallest })
    return {
      apply: (image, random) => {
        if (random.uniform() >= p) return
        const window = randomRectangle(image, [smallest, largest], [flattest, tallest], random)
        if (window !== undefined) fill(image, window, noise ? () => random.below(256) : () => value)
      },
    }
  },
})

type Range = readonly [number, number]

/** The rectangle to be erased: it is narrower and lower than the image. undefined where ten did not fit. */
export function randomRectangle(image: Size, scale: Range, ratio: Range, random: Random): Window | undefined {
  const [low, high] = ratio.map((one) => Math.fround(Math.log(Math.fround(one)))) as [number, number]
  for (let attempt = 0; attempt < 10; attempt++) {
    const area = image.width * image.height * (scale[0] + (scale[1] - scale[0]) * random.uniform())
    const shape = Math.exp(low + (high - low) * random.uniform())
    const height = roundHalfEven(Math.sqrt(area * shape))
    const width = roundHalfEven(Math.sqrt(area / shape))
    if (height >= image.height || width >= image.width) continue
    const top = random.below(image.height - height + 1)
    return { left: random.below(image.width - width + 1), top, width, height }
  }
  return undefined
}

function fill({ data, width, channels }: Image, window: Window, next: () => number): void {
  for (let y = window.top; y < window.top + window.height; y++) {
    const start = (y * width + window.left) * channels
    for (let at = start; at < start + window.width * channels; at++) data[at] = next()
  }
}
