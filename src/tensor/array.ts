import { demand } from '../errors.ts'
import type { DType } from './tensor.ts'

/** The JavaScript arrays that hold tensor data. */
export type Data = Float32Array | Int32Array | BigInt64Array | Uint8Array

/** A concrete tensor: numbers with their type and shape, row-major. `bool` is held as bytes 0 and 1. */
export interface NumericArray {
  readonly dtype: DType
  readonly shape: readonly number[]
  readonly data: Data
}

/** Float32 numbers with a shape. Fails unless the shape holds exactly `data.length` numbers. */
export function floats(data: ArrayLike<number>, shape: readonly number[] = [data.length]): NumericArray {
  return checked({ dtype: 'float32', shape, data: data instanceof Float32Array ? data : Float32Array.from(data) })
}

/** Int64 numbers with a shape: labels, indices, axes. Fails on numbers that are not whole. */
export function ints(data: ArrayLike<number>, shape: readonly number[] = [data.length]): NumericArray {
  const held = new BigInt64Array(data.length)
  for (let i = 0; i < data.length; i++) {
    demand(Number.isSafeInteger(data[i]), { who: 'ints', rule: 'every number must be whole', value: data[i] })
    held[i] = BigInt(data[i]!)
  }
  return checked({ dtype: 'int64', shape, data: held })
}

/** Booleans with a shape, held as bytes. */
export function bools(data: ArrayLike<number | boolean>, shape: readonly number[] = [data.length]): NumericArray {
  return checked({ dtype: 'bool', shape, data: Uint8Array.from(data as ArrayLike<number>, (x) => (x ? 1 : 0)) })
}

/** Bytes with a shape: pixels. */
export function bytes(data: Uint8Array, shape: readonly number[] = [data.length]): NumericArray {
  return checked({ dtype: 'uint8', shape, data })
}

/** How many numbers a shape holds. */
export const sizeOf = (shape: readonly number[]): number => shape.reduce((product, d) => product * d, 1)

function checked(array: NumericArray): NumericArray {
  demand(sizeOf(array.shape) === array.data.length, {
    who: 'tensor',
    rule: `a shape [${array.shape}] holds ${sizeOf(array.shape)} numbers`,
    value: array.data.length,
  })
  return array
}
