import type { NumericArray } from '../../tensor/array.ts'
import { floats } from '../../tensor/array.ts'

/** A grid of vectors [rows, columns, C] at another size: cubic interpolation (Keys 1981, a = -0.5) with the kernel widened where the
 *  grid shrinks, as PyTorch's bicubic with antialias and Pillow's, by which timm resamples learned positions. */
export function resampled(grid: NumericArray, rows: number, columns: number): NumericArray {
  const [height, width, channels] = grid.shape as [number, number, number]
  const source = grid.data as Float32Array
  const across = weightsOf(width, columns)
  const down = weightsOf(height, rows)
  const half = new Float64Array(height * columns * channels)
  for (let y = 0; y < height; y++)
    for (const [x, taps] of across.entries())
      for (const [from, weight] of taps)
        for (let c = 0; c < channels; c++)
          half[(y * columns + x) * channels + c]! += weight * source[(y * width + from) * channels + c]!
  const whole = new Float64Array(rows * columns * channels)
  const row = columns * channels
  for (const [y, taps] of down.entries())
    for (const [from, weight] of taps)
      for (let i = 0; i < row; i++) whole[y * row + i]! += weight * half[from * row + i]!
  return floats(Float32Array.from(whole), [rows, columns, channels])
}

/** Of each place of the result: which places it comes from, and with which weights (their sum is 1). */
function weightsOf(from: number, to: number): (readonly [place: number, weight: number])[][] {
  const scale = from / to
  const widened = Math.max(scale, 1)
  const support = 2 * widened
  return Array.from({ length: to }, (_, i) => {
    const center = scale * (i + 0.5)
    const first = Math.max(0, Math.trunc(center - support + 0.5))
    const end = Math.min(from, Math.trunc(center + support + 0.5))
    const taps = Array.from({ length: end - first }, (_, j): [number, number] => [
      first + j,
      cubic((first + j - center + 0.5) / widened),
    ])
    const sum = taps.reduce((total, [, weight]) => total + weight, 0)
    return taps.map(([place, weight]) => [place, weight / sum] as const)
  })
}

/** Keys's kernel with a = -0.5. */
function cubic(x: number): number {
  const t = Math.abs(x)
  if (t < 1) return (1.5 * t - 2.5) * t * t + 1
  return t < 2 ? ((-0.5 * t + 2.5) * t - 4) * t + 2 : 0
}
