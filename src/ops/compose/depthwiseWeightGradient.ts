import { floats } from '../../tensor/array.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Shape, Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'
import { add } from '../add.ts'
import { matMul } from '../matMul.ts'
import { pad } from '../pad.ts'
import { reshape } from '../reshape.ts'
import { slice } from '../slice.ts'
import { transpose } from '../transpose.ts'
import type { Window } from '../window.ts'
import { transposed } from './transposed.ts'

/** Gradient of the weights [C, 1, kH, kW] of a convolution that keeps channels apart, from the output's gradient
 *  [N, C, Ho, Wo] and the image [N, C, H, W], without unfolding the image.
 *
 *  For each channel, rows of g against rows of the image, summed over rows and batch in one product, hold for every two
 *  columns how often they met: of these the kernel's taps are diagonals, which a constant matrix of zeros and ones adds up.
 *  Several rows are taken as one long row ("band"), so that few of them meet across two bands; what does is added from
 *  the bands' edges. It multiplies W times as often as it must, in a product, where unfolding copies kH kW times the image. */
export function depthwiseWeightGradient(g: Tensor, x: Tensor, weights: Shape, window: Window): Tensor {
  const [batch, channels, outRows, outColumns] = fixed(g.shape, 'Conv') as [number, number, number, number]
  const [, , rows, columns] = fixed(x.shape, 'Conv') as [number, number, number, number]
  const taps = window.kernel[0]! * window.kernel[1]!
  const high = bandOf(outRows, window.strides[0]! * columns)
  const tall = window.strides[0]! * high
  const [bandsOfG, bandsOfX] = [outRows / high, Math.ceil(rows / tall)]
  const perChannel = transpose(x, [1, 0, 2, 3])
  const filled = pad(perChannel, [0, 0, 0, 0, 0, 0, bandsOfX * tall - rows, 0])
  const ofX = reshape(filled, [channels, batch, bandsOfX, tall * columns])
  const ofG = reshape(transpose(g, [1, 0, 2, 3]), [channels, batch, bandsOfG, high * outColumns])

  /** The share of the rows of g whose image rows lie `apart` bands further on. */
  const share = (apart: number): Tensor[] => {
    const pairs = meetings(high, tall, apart, window)
    const first = Math.max(0, -apart)
    const count = Math.min(bandsOfG, bandsOfX - apart) - first
    if (pairs.length === 0 || count <= 0) return []
    const [gRows, xRows] = [rangeOf(pairs.map(({ u }) => u)), rangeOf(pairs.map(({ v }) => v))]
    const [m, n] = [gRows.count * outColumns, xRows.count * columns]
    const part = (t: Tensor, band: number, { from, count: taken }: Range, width: number): Tensor =>
      reshape(cut(t, [band, from * width], [count, taken * width]), [channels, batch * count, taken * width])
    const met = matMul(transposed(part(ofG, first, gRows, outColumns)), part(ofX, first + apart, xRows, columns))
    const ones = new Float32Array(m * n * taps)
    for (const { u, v, i } of pairs)
      for (let q = 0; q < outColumns; q++)
        for (let j = 0; j < window.kernel[1]!; j++) {
          const column = place(q, j, 1, window)
          const at = ((u - gRows.from) * outColumns + q) * n + (v - xRows.from) * columns + column
          if (column >= 0 && column < columns) ones[at * taps + i * window.kernel[1]! + j] = 1
        }
    return [matMul(reshape(met, [channels, m * n]), constant(floats(ones, [m * n, taps])))]
  }
  const reach = Math.ceil((tall + window.dilations[0]! * window.kernel[0]! + window.pads[0]!) / tall)
  const shares = Array.from({ length: 2 * reach + 1 }, (_, k) => share(k - reach)).flat()
  return reshape(shares.reduce(add), fixed(weights, 'Conv'))
}

/** How many rows of the output make a band: as many as divide them and keep the image's part below 64 columns, where
 *  products are no longer dominated by their set-up and not yet by multiplications in vain. */
function bandOf(outRows: number, width: number): number {
  for (let high = outRows; high > 1; high--) if (outRows % high === 0 && high * width <= 64) return high
  return 1
}

/** Row `u` of a band of g and row `v` of the band `apart` further on of the image meet at tap `i`. */
function meetings(high: number, tall: number, apart: number, window: Window): { u: number; v: number; i: number }[] {
  const all = Array.from({ length: high * window.kernel[0]! }, (_, k) => {
    const [u, i] = [k % high, Math.floor(k / high)]
    return { u, v: place(u, i, 0, window) - apart * tall, i }
  })
  return all.filter(({ v }) => v >= 0 && v < tall)
}

/** Where tap `tap` of the window at `at` lies in the image, along rows (0) or columns (1). */
const place = (at: number, tap: number, axis: 0 | 1, { strides, dilations, pads }: Window): number =>
  strides[axis]! * at + dilations[axis]! * tap - pads[axis]!

interface Range {
  readonly from: number
  readonly count: number
}

function rangeOf(values: readonly number[]): Range {
  const from = Math.min(...values)
  return { from, count: Math.max(...values) + 1 - from }
}

/** Part of the last two axes. */
function cut(x: Tensor, [a, b]: readonly [number, number], [rows, columns]: readonly [number, number]): Tensor {
  if (rows === x.shape[2] && columns === x.shape[3]) return x
  return slice(x, { starts: [a, b], ends: [a + rows, b + columns], axes: [2, 3] })
}
