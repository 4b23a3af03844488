import type { Dim } from './tensor.ts'

/** A dimension as a whole multiple of a symbol: `'12*N'` is 12 and `'N'`, a number is a multiple of nothing. */
export interface Multiple {
  readonly factor: number
  readonly symbol: string | null
}

/** Takes a dimension apart: 7, `'N'`, `'12*N'`, and `'3*N*4'` too, which tells in which order it is made. */
export function multipleOf(d: Dim): Multiple {
  if (typeof d === 'number') return { factor: d, symbol: null }
  const [, before, symbol, behind] = /^(?:(\d+)\*)?(.*?)(?:\*(\d+))?$/s.exec(d)!
  return { factor: Number(before ?? 1) * Number(behind ?? 1), symbol: symbol! }
}

/** Puts a dimension together again: the inverse of {@link multipleOf}. */
export function dimOf({ factor, symbol }: Multiple): Dim {
  if (symbol === null || factor === 0) return factor
  return factor === 1 ? symbol : `${factor}*${symbol}`
}

/** The product of two dimensions; undefined where it is no whole multiple of one symbol. */
export function timesDim(a: Dim, b: Dim): Dim | undefined {
  if (typeof a === 'number' && typeof b === 'number') return a * b
  const [x, y] = [multipleOf(a), multipleOf(b)]
  const factor = x.factor * y.factor
  if (factor !== 0 && x.symbol !== null && y.symbol !== null) return undefined
  return Number.isInteger(factor) && factor >= 0 ? dimOf({ factor, symbol: x.symbol ?? y.symbol }) : undefined
}

/** The quotient of two dimensions where it is exact: `'12*N'` by 4 or by `'N'`; undefined where it is not. */
export function overDim(a: Dim, b: Dim): Dim | undefined {
  const [x, y] = [multipleOf(a), multipleOf(b)]
  if (y.factor === 0 || x.factor % y.factor !== 0) return undefined
  if (y.symbol === null) return dimOf({ factor: x.factor / y.factor, symbol: x.symbol })
  return x.symbol === y.symbol ? x.factor / y.factor : undefined
}

/** How many numbers a shape holds, as a whole multiple of its symbol; undefined where two dimensions are symbols. */
export function productOfDims(shape: readonly Dim[]): Dim | undefined {
  return shape.reduce<Dim | undefined>((product, d) => (product === undefined ? undefined : timesDim(product, d)), 1)
}
