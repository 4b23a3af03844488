import { demand } from '../../errors.ts'
import type { Arrays, Dtype } from './safetensorsHeader.ts'
import { complaints, isCounts, MAKE, readHeader, record } from './safetensorsHeader.ts'

/** A tensor as it lies in a file: `data` in row-major order, as many elements as the product of `shape` ([] is a scalar). */
export type StoredTensor = {
  [D in Dtype]: { readonly dtype: D; readonly shape: readonly number[]; readonly data: Arrays[D] }
}[Dtype]

/** What a file holds: tensors by name, and words by name. */
export interface Stored {
  readonly tensors: Record<string, StoredTensor>
  readonly metadata: Record<string, string>
}

/** The reference implementation's own bound on the header, in bytes. */
const MAX_HEADER = 100_000_000
const LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/** Encodes tensors in the safetensors format: 8 bytes of header length (little-endian), the header in JSON, the data without
 *  gaps. The same input gives the same bytes; names stay in the order given. Wider elements lie first, so that every tensor
 *  begins at a multiple of its element's size, and the data as a whole at a multiple of 8. */
export function encodeSafetensors(
  tensors: Readonly<Record<string, StoredTensor>>,
  metadata: Readonly<Record<string, string>> = {},
): Uint8Array {
  const who = 'encodeSafetensors'
  demand(LITTLE_ENDIAN, { who, rule: 'the machine must be little-endian' })
  const entries = Object.entries(tensors)
  for (const [name, tensor] of entries) checkTensor(who, name, tensor)
  for (const [name, word] of Object.entries(metadata))
    demand(typeof word === 'string' && name !== '__proto__', {
      who,
      rule: `metadata '${name}' must be a string`,
      value: word,
    })

  const begins = new Map<string, number>()
  let size = 0
  for (const width of [8, 4, 2, 1])
    for (const [name, { data }] of entries)
      if (data.BYTES_PER_ELEMENT === width) {
        begins.set(name, size)
        size += data.byteLength
      }

  const records: [string, unknown][] = entries.map(([name, { dtype, shape, data }]) => {
    const begin = begins.get(name)!
    return [name, { dtype, shape, data_offsets: [begin, begin + data.byteLength] }]
  })
  if (Object.keys(metadata).length > 0) records.unshift(['__metadata__', metadata])
  const json = new TextEncoder().encode(JSON.stringify(Object.fromEntries(records)))
  const length = Math.ceil(json.length / 8) * 8
  demand(length <= MAX_HEADER, {
    who,
    rule: `names and metadata must fit a header of ${MAX_HEADER} bytes`,
    value: length,
    remedy: 'write .parquet, which has no such bound',
  })

  const bytes = new Uint8Array(8 + length + size)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true)
  bytes.set(json, 8)
  bytes.fill(0x20, 8 + json.length, 8 + length)
  for (const [name, { data }] of entries)
    bytes.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength), 8 + length + begins.get(name)!)
  return bytes
}

/** Decodes a safetensors file, checking all that the format promises: header within bounds, no name twice, every tensor's
 *  bytes as its shape says, the data covered exactly once. `who` names the file in errors. The arrays are copies. */
export function decodeSafetensors(bytes: Uint8Array, who: string): Stored {
  const bad = complaints(who)
  if (bytes.length < 8) bad('must begin with 8 bytes of header length', `${bytes.length} bytes`)
  const length = Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true))
  if (length > MAX_HEADER) bad(`the header must be at most ${MAX_HEADER} bytes`, length)
  if (length > bytes.length - 8) bad(`the header must end within the file's ${bytes.length} bytes`, 8 + length)
  // Not bytes.subarray: the slice of a Buffer would be a view, not a copy.
  const data = new Uint8Array(bytes.buffer, bytes.byteOffset + 8 + length, bytes.length - 8 - length)
  const { spans, metadata } = readHeader(bytes.subarray(8, 8 + length), data.length, who)

  const tensors = record<StoredTensor>()
  for (const { name, dtype, shape, begin, end } of spans) {
    // A slice is a copy at the start of a buffer of its own, hence aligned for every element type.
    const tensor = { dtype, shape, data: new MAKE[dtype](data.slice(begin, end).buffer) } as StoredTensor
    checkTensor(who, name, tensor)
    tensors[name] = tensor
  }
  return { tensors, metadata }
}

function checkTensor(who: string, name: string, { dtype, shape, data }: StoredTensor): void {
  demand(name !== '__metadata__' && name !== '__proto__', { who, rule: 'a tensor cannot bear this name', value: name })
  demand(data instanceof MAKE[dtype], {
    who,
    rule: `tensor '${name}' must hold ${MAKE[dtype].name}`,
    value: data.constructor.name,
  })
  const rule = `tensor '${name}' must have as many elements as its shape [${shape}] says`
  demand(isCounts(shape) && shape.reduce((a, b) => a * b, 1) === data.length, { who, rule, value: data.length })
  if (dtype === 'BOOL')
    for (const value of data)
      demand(value <= 1, { who, rule: `tensor '${name}' is BOOL and must hold 0 and 1 only`, value })
}
