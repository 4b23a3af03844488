import * as fs from 'node:fs'
import { NearkinError } from '../../errors.ts'
import { failReading } from '../../files.ts'
import type { Stored, StoredTensor } from './safetensors.ts'
import { complaints, MAKE, readHeader, record } from './safetensorsHeader.ts'

/** No network has so many tensors: a header beyond it is an attack on memory. */
const MAX_HEADER = 16_000_000

/** Reads a safetensors file of weights, tensor by tensor, checked as `decodeSafetensors` checks: memory is what the tensors take, and
 *  no more is asked for than the file is long, whatever its header says. Fails, naming the file, on one that cannot be read,
 *  is cut off or is not safetensors. */
export function readSafetensors(path: string): Stored {
  let file: number | undefined
  try {
    file = fs.openSync(path, 'r')
    return readFrom(file, path)
  } catch (error) {
    if (error instanceof NearkinError) throw error
    return failReading(path, error)
  } finally {
    if (file !== undefined) fs.closeSync(file)
  }
}

function readFrom(file: number, path: string): Stored {
  const bad = complaints(path)
  const size = fs.fstatSync(file).size
  if (size < 8) bad('must begin with 8 bytes of header length', `${size} bytes`)
  const length = Number(new DataView(read(file, 0, 8).buffer).getBigUint64(0, true))
  if (length > MAX_HEADER) bad(`the header must be at most ${MAX_HEADER} bytes`, length)
  if (length > size - 8) bad(`the header must end within the file's ${size} bytes`, 8 + length)
  const { spans, metadata } = readHeader(read(file, 8, length), size - 8 - length, path)
  const tensors = record<StoredTensor>()
  for (const { name, dtype, shape, begin, end } of spans) {
    const bytes = read(file, 8 + length + begin, end - begin)
    tensors[name] = { dtype, shape, data: new MAKE[dtype](bytes.buffer) } as StoredTensor
  }
  return { tensors, metadata }
}

function read(file: number, begin: number, length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length)
  for (let at = 0; at < length; ) {
    const count = fs.readSync(file, bytes, at, Math.min(length - at, 1 << 28), begin + at)
    if (count === 0) throw new Error('the file became shorter while it was read')
    at += count
  }
  return bytes
}
