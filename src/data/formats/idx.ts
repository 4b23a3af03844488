import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { demand, fail } from '../../errors.ts'

/** An array of bytes with its shape. */
export interface Idx {
  readonly shape: readonly number[]
  readonly data: Uint8Array
}

/** Reads an IDX file of unsigned bytes with `rank` dimensions (LeCun's MNIST page): 0, 0, type 8, rank, the dimensions as
 *  big-endian 32-bit integers, then the bytes. Where `path` is missing, `path.gz` is read. */
export async function readIdx(path: string, rank: number): Promise<Idx> {
  const bytes = await load(path)
  const header = 4 + 4 * rank
  demand(bytes.length >= header, {
    who: path,
    rule: `an IDX file has at least ${header} bytes`,
    value: bytes.length,
    remedy,
  })
  const magic = bytes.readUInt32BE(0)
  if (magic !== 0x800 + rank) {
    fail({
      who: path,
      rule: `an IDX file of bytes in ${rank} dimensions begins with ${hex(0x800 + rank)}`,
      value: hex(magic),
      remedy,
    })
  }
  const shape = Array.from({ length: rank }, (_, i) => bytes.readUInt32BE(4 + 4 * i))
  const size = header + shape.reduce((product, n) => product * n, 1)
  if (bytes.length !== size) {
    const rule = `an IDX file of shape ${shape.join(' x ')} has ${size} bytes`
    fail({ who: path, rule, value: bytes.length, remedy: bytes.length < size ? `it is cut off; ${remedy}` : remedy })
  }
  return { shape, data: new Uint8Array(bytes.buffer, bytes.byteOffset + header, size - header) }
}

const remedy = 'fetch the file again'
const largest = 2 ** 30 // what a .gz may unfold to: 20 times MNIST
const hex = (n: number): string => `0x${n.toString(16).padStart(8, '0')}`

async function load(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') {
      const packed = await readFile(`${path}.gz`).catch(() => undefined)
      if (packed) return unpack(path, packed)
    }
    return fail({
      who: 'mnist',
      rule: 'the file must be there and readable',
      value: path,
      cause,
      remedy: 'a folder for mnist: holds the four IDX files, plain or .gz',
    })
  }
}

async function unpack(path: string, packed: Buffer): Promise<Buffer> {
  try {
    return await promisify(gunzip)(packed, { maxOutputLength: largest })
  } catch (cause) {
    return fail({ who: `${path}.gz`, rule: 'the file must be whole and compressed by gzip', cause, remedy })
  }
}
