import { demand } from '../../errors.ts'
import { number, whole } from '../../option.ts'
import type { Image } from './augment.ts'
import { defineAugment } from './defineAugment.ts'
import { demandInOrder } from './demandInOrder.ts'
import { roundHalfEven } from './roundHalfEven.ts'

/** Blurs with probability p by a Gaussian whose sigma is uniform in [smallest, largest] pixels, reflected at the borders
 *  (torchvision's GaussianBlur on bytes, there without p). Done along rows, then along columns. */
export const gaussianBlur = defineAugment({
  kind: 'pixels',
  name: 'gaussian-blur',
  options: {
    p: number(0.5, 'the probability of blurring', { least: 0, most: 1 }),
    kernel: whole(23, 'pixels of the kernel, odd', { least: 1, most: 255 }),
    smallest: number(0.1, 'the least sigma in pixels', { above: 0, most: 100 }),
    largest: number(2, 'the greatest sigma in pixels', { above: 0, most: 100 }),
  },
  make: ({ p, kernel, smallest, largest }) => {
    demand(kernel % 2 === 1, { who: 'gaussian-blur', rule: 'kernel must be odd', value: kernel })
    demandInOrder('gaussian-blur', { smallest, largest })
    return {
      apply: (image, random) => {
        if (random.uniform() < p) blur(image, kernel, smallest + (largest - smallest) * random.uniform())
      },
    }
  },
})

/** Blurs in place. */
export function blur(image: Image, size: number, sigma: number): void {
  const { data, width, height, channels } = image
  const weights = kernelOf(size, sigma)
  const half = (weights.length - 1) / 2
  const line = width * channels
  const rows = new Float32Array(data.length)
  const padded = new Float32Array(line + 2 * half * channels)
  for (let y = 0; y < height; y++) {
    for (let x = -half; x < width + half; x++) {
      const from = y * line + reflected(x, width) * channels
      for (let c = 0; c < channels; c++) padded[(x + half) * channels + c] = data[from + c]!
    }
    const row = rows.subarray(y * line, (y + 1) * line)
    for (const [tap, weight] of weights.entries()) add(row, weight, padded.subarray(tap * channels))
  }
  const sums = new Float32Array(line)
  for (let y = 0; y < height; y++) {
    sums.fill(0)
    for (const [tap, weight] of weights.entries()) {
      const from = reflected(y + tap - half, height)
      add(sums, weight, rows.subarray(from * line, (from + 1) * line))
    }
    for (let x = 0; x < line; x++) data[y * line + x] = roundHalfEven(sums[x]!)
  }
}

function add(sums: Float32Array, weight: number, values: Float32Array): void {
  for (let i = 0; i < sums.length; i++) sums[i]! += weight * values[i]!
}

/** The place that stands for one beyond the ends of an axis: mirrored at its first and last pixel. */
function reflected(place: number, length: number): number {
  if (length === 1) return 0
  const period = 2 * (length - 1)
  const at = ((place % period) + period) % period
  return at < length ? at : period - at
}

/** Weights that add up to 1. Those at both ends that are too small to be seen in a byte are left out. */
function kernelOf(size: number, sigma: number): Float64Array {
  const half = (size - 1) / 2
  const bells = Float64Array.from({ length: size }, (_, i) => Math.exp(-0.5 * ((i - half) / sigma) ** 2))
  const sum = bells.reduce((a, b) => a + b, 0)
  const cut = bells.findIndex((bell) => bell / sum > 1e-7)
  return bells.map((bell) => bell / sum).subarray(cut, size - cut)
}
