import type { Data, NumericArray } from '../../tensor/array.ts'
import { sizeOf } from '../../tensor/array.ts'
import type { Dim, DType, Tensor } from '../../tensor/tensor.ts'

/** Numbers that are known while a model is imported: constants, and what shape arithmetic makes of shapes. A whole number may be
 *  a multiple of the batch: `'N'`, `'12*N'`. Booleans are 0 and 1. */
export interface Known {
  readonly kind: 'known'
  readonly dtype: DType
  readonly shape: readonly number[]
  /** Row-major. */
  readonly data: readonly Dim[]
  /** The same numbers as the file has them, where they come from there. */
  readonly array?: NumericArray
}

/** What a name of the graph stands for: what the network will compute, or numbers that are known already. */
export type Value = Tensor | Known

export const isKnown = (value: Value): value is Known => 'kind' in value

/** Larger constants than this are left to the runtime. */
export const mostKnown = 1 << 16

/** Known numbers, from a list. */
export const known = (dtype: DType, data: readonly Dim[], shape: readonly number[] = [data.length]): Known => ({
  kind: 'known',
  dtype,
  shape,
  data,
})

/** Known numbers, from an array that is not too large. */
export const knownArray = (array: NumericArray): Known => ({
  kind: 'known',
  dtype: array.dtype,
  shape: array.shape,
  data: Array.from<number | bigint, number>(array.data, Number),
  array,
})

/** The array of known numbers; undefined where one of them is a multiple of the batch. */
export function arrayOf({ dtype, shape, data, array }: Known): NumericArray | undefined {
  if (array) return array
  if (data.some((x) => typeof x === 'string')) return undefined
  return { dtype, shape, data: filled(dtype, data as readonly number[], sizeOf(shape)) }
}

function filled(dtype: DType, data: readonly number[], count: number): Data {
  switch (dtype) {
    case 'float32':
      return Float32Array.from(data)
    case 'int32':
      return Int32Array.from(data)
    case 'int64': {
      const held = new BigInt64Array(count)
      for (const [i, x] of data.entries()) held[i] = wholeOf(x)
      return held
    }
    default:
      return Uint8Array.from(data)
  }
}

/** The largest int64 is no number of JavaScript's; files write it for `to the end`. */
const wholeOf = (x: number): bigint => (x >= 2 ** 63 ? 2n ** 63n - 1n : x <= -(2 ** 63) ? -(2n ** 63n) : BigInt(x))
