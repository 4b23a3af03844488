import { TensorProto_DataType as T } from 'onnx-buf'
import type { Data } from '../tensor/array.ts'
import type { DType } from '../tensor/tensor.ts'

/** How numbers of one ONNX element type lie in a file, and what they become here. */
export interface ElementType {
  /** Bytes of one number. */
  readonly bytes: number
  readonly dtype: DType
  /** From bytes in the file's order (little-endian), which begin where any array may begin. */
  readonly fromBytes: (bytes: Uint8Array) => Data
  /** From whole numbers, as the fields `int32_data`, `int64_data` and `uint64_data` hold them, bit patterns of halves included.
   *  Undefined for types that have a field of their own. */
  readonly fromWholes?: (values: readonly (number | bigint)[]) => Data
}

/** The element types that are read, by ONNX's number. */
export const elementTypes: ReadonlyMap<number, ElementType> = new Map<number, ElementType>([
  [T.FLOAT, { bytes: 4, dtype: 'float32', fromBytes: (b) => new Float32Array(b.buffer, b.byteOffset, b.length / 4) }],
  [
    T.DOUBLE,
    {
      bytes: 8,
      dtype: 'float32',
      fromBytes: (b) => Float32Array.from(new Float64Array(b.buffer, b.byteOffset, b.length / 8)),
    },
  ],
  [T.FLOAT16, halves(half)],
  [T.BFLOAT16, halves(brain)],
  [
    T.INT64,
    {
      bytes: 8,
      dtype: 'int64',
      fromBytes: (b) => new BigInt64Array(b.buffer, b.byteOffset, b.length / 8),
      fromWholes: int64,
    },
  ],
  [
    T.UINT64,
    {
      bytes: 8,
      dtype: 'int64',
      fromBytes: (b) => new BigInt64Array(b.buffer, b.byteOffset, b.length / 8),
      fromWholes: int64,
    },
  ],
  [
    T.UINT32,
    {
      bytes: 4,
      dtype: 'int64',
      fromBytes: (b) => int64(new Uint32Array(b.buffer, b.byteOffset, b.length / 4)),
      fromWholes: int64,
    },
  ],
  [
    T.INT32,
    {
      bytes: 4,
      dtype: 'int32',
      fromBytes: (b) => new Int32Array(b.buffer, b.byteOffset, b.length / 4),
      fromWholes: int32,
    },
  ],
  [
    T.INT16,
    {
      bytes: 2,
      dtype: 'int32',
      fromBytes: (b) => int32(new Int16Array(b.buffer, b.byteOffset, b.length / 2)),
      fromWholes: int32,
    },
  ],
  [
    T.UINT16,
    {
      bytes: 2,
      dtype: 'int32',
      fromBytes: (b) => int32(new Uint16Array(b.buffer, b.byteOffset, b.length / 2)),
      fromWholes: int32,
    },
  ],
  [
    T.INT8,
    {
      bytes: 1,
      dtype: 'int32',
      fromBytes: (b) => int32(new Int8Array(b.buffer, b.byteOffset, b.length)),
      fromWholes: int32,
    },
  ],
  [T.UINT8, { bytes: 1, dtype: 'uint8', fromBytes: (b) => b, fromWholes: uint8 }],
  [
    T.BOOL,
    {
      bytes: 1,
      dtype: 'bool',
      fromBytes: (b) => b.map((x) => (x === 0 ? 0 : 1)),
      fromWholes: (v) => uint8(v).map((x) => (x === 0 ? 0 : 1)),
    },
  ],
])

/** ONNX's name of an element type, in lower case: `float16`. */
export const elementTypeName = (type: number): string => (T[type] ?? `type ${type}`).toLowerCase()

function halves(read: (bits: number) => number): ElementType {
  return {
    bytes: 2,
    dtype: 'float32',
    fromBytes: (b) => Float32Array.from(new Uint16Array(b.buffer, b.byteOffset, b.length / 2), read),
    fromWholes: (values) => Float32Array.from(values, (bits) => read(Number(bits) & 0xffff)),
  }
}

/** IEEE 754 binary16. */
function half(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023]
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1 + fraction / 1024) * 2 ** (exponent - 15))
}

const word = new DataView(new ArrayBuffer(4))

/** The upper half of a float32. */
function brain(bits: number): number {
  word.setUint32(0, bits * 0x10000)
  return word.getFloat32(0)
}

function int64(values: ArrayLike<number | bigint>): BigInt64Array {
  const held = new BigInt64Array(values.length)
  for (let i = 0; i < values.length; i++) held[i] = BigInt(values[i]!)
  return held
}

function int32(values: ArrayLike<number | bigint>): Int32Array {
  const held = new Int32Array(values.length)
  for (let i = 0; i < values.length; i++) held[i] = Number(values[i]!)
  return held
}

function uint8(values: ArrayLike<number | bigint>): Uint8Array {
  const held = new Uint8Array(values.length)
  for (let i = 0; i < values.length; i++) held[i] = Number(values[i]!)
  return held
}
