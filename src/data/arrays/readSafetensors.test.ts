import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readSafetensors } from './readSafetensors.ts'
import type { StoredTensor } from './safetensors.ts'
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts'

const folder = mkdtempSync(join(tmpdir(), 'nearkin-'))
afterAll(() => rmSync(folder, { recursive: true }))

let count = 0
const written = (bytes: Uint8Array): string => {
  const path = join(folder, `${count++}.safetensors`)
  writeFileSync(path, bytes)
  return path
}

const withLength = (length: bigint, rest: Uint8Array = new Uint8Array(0)): Uint8Array => {
  const bytes = new Uint8Array(8 + rest.length)
  new DataView(bytes.buffer).setBigUint64(0, length, true)
  bytes.set(rest, 8)
  return bytes
}

const tensors: Record<string, StoredTensor> = {
  a: { dtype: 'F32', shape: [2, 1], data: new Float32Array([1.5, -2]) },
  h: { dtype: 'F16', shape: [3], data: new Uint16Array([0x3c00, 0, 1]) },
  n: { dtype: 'I64', shape: [], data: new BigInt64Array([7n]) },
}

describe('readSafetensors', () => {
  it('reads what decodeSafetensors reads', () => {
    const bytes = encodeSafetensors(tensors, { format: 'pt' })
    expect(readSafetensors(written(bytes))).toEqual(decodeSafetensors(bytes, 'x'))
    expect(readSafetensors(written(bytes)).tensors).toEqual(tensors)
  })

  it('names a file that is not there or a folder', () => {
    expect(() => readSafetensors(join(folder, 'none'))).toThrow('none: the file must exist')
    expect(() => readSafetensors(folder)).toThrow(folder)
  })

  it('refuses a file cut off anywhere', () => {
    const bytes = encodeSafetensors(tensors)
    for (let length = 0; length < bytes.length; length += 7) {
      const path = written(bytes.subarray(0, length))
      expect(() => readSafetensors(path)).toThrow(`${path}: `)
    }
  })

  it('asks for no memory because a header says so', () => {
    expect(() => readSafetensors(written(withLength(2n ** 63n)))).toThrow('the header must be at most 16000000 bytes')
    expect(() => readSafetensors(written(withLength(15_000_000n)))).toThrow('the header must end within the file')
    const header = { a: { dtype: 'F32', shape: [2 ** 40, 2 ** 10], data_offsets: [0, 2 ** 52] } }
    const json = new TextEncoder().encode(JSON.stringify(header))
    expect(() => readSafetensors(written(withLength(BigInt(json.length), json)))).toThrow(
      "the data_offsets of tensor 'a' must be [begin, end] within 0 bytes of data",
    )
  })
})
