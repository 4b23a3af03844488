import { demand, fail } from '../../errors.ts'

/** A NumPy array in C (row-major) order: float32 or int64. */
export interface Npy {
  readonly shape: readonly number[]
  readonly data: Float32Array | BigInt64Array
}

const MAGIC = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, 1, 0]

/** Encodes an array in NumPy's .npy format, version 1.0 (NEP 1): magic, header length, a Python dictionary padded so that the
 *  data begins at a multiple of 64, the data little-endian in C order. */
export function encodeNpy({ shape, data }: Npy): Uint8Array {
  const who = 'encodeNpy'
  const size = shape.reduce((a, b) => a * b, 1)
  demand(size === data.length, {
    who,
    rule: `an array of shape [${shape}] must have ${size} elements`,
    value: data.length,
  })
  const descr = data instanceof Float32Array ? '<f4' : '<i8'
  const tuple = shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(', ')})`
  const dictionary = `{'descr': '${descr}', 'fortran_order': False, 'shape': ${tuple}, }`
  const length = Math.ceil((10 + dictionary.length + 1) / 64) * 64 - 10
  const bytes = new Uint8Array(10 + length + data.byteLength)
  bytes.set(MAGIC)
  new DataView(bytes.buffer).setUint16(8, length, true)
  bytes.set(new TextEncoder().encode(`${dictionary.padEnd(length - 1)}\n`), 10)
  bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 10 + length)
  return bytes
}

/** Decodes what {@link encodeNpy} writes, and what NumPy writes of the same two types in C order. */
export function decodeNpy(bytes: Uint8Array, who: string): Npy {
  const remedy = 'save it with numpy.save as float32 or int64 in C order'
  demand(bytes.length >= 10 && MAGIC.every((byte, i) => bytes[i] === byte), {
    who,
    rule: 'must begin as .npy version 1.0 does',
    remedy,
  })
  const begin = 10 + new DataView(bytes.buffer, bytes.byteOffset).getUint16(8, true)
  const header = new TextDecoder().decode(bytes.subarray(10, begin)).trim()
  const match = /^\{'descr': '(<f4|<i8)', 'fortran_order': False, 'shape': \(((?:\d+,? ?)*)\), \}$/.exec(header)
  if (match === null)
    return fail({ who, rule: 'the header must describe float32 or int64 in C order', value: header, remedy })
  const shape = match[2]!
    .split(',')
    .filter((n) => n.trim() !== '')
    .map(Number)
  const width = match[1] === '<f4' ? 4 : 8
  const expected = shape.reduce((a, b) => a * b, 1) * width
  demand(bytes.length - begin === expected, {
    who,
    rule: `the data must be ${expected} bytes`,
    value: bytes.length - begin,
    remedy,
  })
  const { buffer } = new Uint8Array(bytes.buffer, bytes.byteOffset).slice(begin, bytes.length)
  return { shape, data: width === 4 ? new Float32Array(buffer) : new BigInt64Array(buffer) }
}
