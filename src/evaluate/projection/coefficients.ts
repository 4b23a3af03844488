/** Of the curve 1 / (1 + a d^2b) that fits UMAP's minimal distance of 0.1 and spread of 1 (McInnes, Healy, Melville 2018). */
const [a, b] = [1.576943460405378, 0.8950608781227859]

/** Squared distances from 2^-24 to 2^16, each doubling in 512 parts: the error is below 0.2 %. */
const [least, most, partBits] = [-24, 16, 9]

const bits = new Int32Array(1)
const value = new Float32Array(bits.buffer)
const shift = 23 - partBits
const offset = (least + 127) << partBits
const size = ((most - least) << partBits) + 1

/** Gradients of UMAP's layout by squared distance s, as tables: `draw` = -2ab s^(b-1) / (1 + a s^b) between neighbours, `push` =
 *  2b / ((0.001 + s)(1 + a s^b)) between others. A power for every pair would take most of the time. */
export const coefficients = {
  draw: table((s) => (-2 * a * b * s ** (b - 1)) / (1 + a * s ** b)),
  push: table((s) => (2 * b) / ((0.001 + s) * (1 + a * s ** b))),
  /** Where a squared distance stands in the tables. */
  at: (squared: number): number => {
    value[0] = squared
    const place = (bits[0]! >> shift) - offset
    return place < 0 ? 0 : place >= size ? size - 1 : place
  },
} as const

function table(of: (squared: number) => number): Float32Array {
  return Float32Array.from({ length: size }, (_, place) => {
    bits[0] = ((place + offset) << shift) | (1 << (shift - 1))
    return of(value[0]!)
  })
}
