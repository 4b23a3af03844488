import { readFile } from 'node:fs/promises'
import { promisify } from 'node:util'
import { inflate } from 'node:zlib'
import { demand, fail } from '../../errors.ts'

/** A value of a MATLAB file. Arrays go column by column, as MATLAB stores them. */
export type MatValue =
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'cells'; readonly cells: readonly MatValue[] }
  /** One record an element. */
  | { readonly kind: 'structs'; readonly structs: readonly Readonly<Record<string, MatValue>>[] }
  /** Sparse arrays, objects, functions: not read. */
  | { readonly kind: 'other' }

/** The variables of a MATLAB file of level 5 (MAT-File Format, The MathWorks; version 5 to 7, compressed or not, of either byte
 *  order): numbers, text, cells and structs. Fails on what is no such file, is cut off, or claims more than it holds. */
export async function readMat(path: string): Promise<ReadonlyMap<string, MatValue>> {
  const bytes = await readFile(path).catch((cause: NodeJS.ErrnoException) =>
    fail({ who: path, rule: `the file must be there and readable (${cause.code})`, cause, remedy }),
  )
  const order = bytes.toString('latin1', 126, 128)
  const little = order === 'IM'
  demand(bytes.length >= 128 && (little || order === 'MI'), {
    who: path,
    rule: 'the file must be a MATLAB file of version 5 to 7',
    remedy,
  })
  demand((little ? bytes.readUInt16LE(124) : bytes.readUInt16BE(124)) === 0x100, {
    who: path,
    rule: 'a MATLAB file of version 5 to 7 is needed, and this one is of 7.3 (HDF5)',
    remedy: 'save it with -v7',
  })
  const variables = new Map<string, MatValue>()
  try {
    for (let at = 128; at < bytes.length; ) {
      const element = elementAt(bytes, at, little)
      at = element.next
      const { type, data } = element.type === COMPRESSED ? await inflated(element.data, little) : element
      if (type !== MATRIX) continue
      const { name, value } = matrix(data, little, 0)
      variables.set(name, value)
    }
  } catch (cause) {
    fail({
      who: path,
      rule: `the file must be whole and well-formed (${cause instanceof Error ? cause.message : cause})`,
      remedy,
      cause,
    })
  }
  return variables
}

const remedy = 'fetch the file again'

const MATRIX = 14
const COMPRESSED = 15

// What one variable may unfold to; the lists that are read here have a few MB.
const largest = 2 ** 28
const deepest = 16

interface Element {
  readonly type: number
  readonly data: Buffer
  /** Where the next one begins. */
  readonly next: number
}

function elementAt(bytes: Buffer, at: number, little: boolean): Element {
  const word = (offset: number): number => (little ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset))
  const first = word(at)
  // A small element has its size and its data, of up to four bytes, in the tag.
  const small = first >>> 16
  if (small !== 0) {
    demandWithin(small, 4)
    return { type: first & 0xffff, data: bytes.subarray(at + 4, at + 4 + small), next: at + 8 }
  }
  const size = word(at + 4)
  demandWithin(at + 8 + size, bytes.length)
  const padding = first === COMPRESSED ? 0 : (8 - (size % 8)) % 8
  return { type: first, data: bytes.subarray(at + 8, at + 8 + size), next: at + 8 + size + padding }
}

async function inflated(data: Buffer, little: boolean): Promise<Element> {
  return elementAt(await promisify(inflate)(data, { maxOutputLength: largest }), 0, little)
}

/** An array with its name: flags, dimensions, name, and what it holds. */
function matrix(bytes: Buffer, little: boolean, depth: number): { readonly name: string; readonly value: MatValue } {
  if (bytes.length === 0) return { name: '', value: { kind: 'numbers', numbers: [] } }
  if (depth > deepest) throw new Error(`arrays within arrays, more than ${deepest} deep`)
  let at = 0
  const next = (): Element => {
    const element = elementAt(bytes, at, little)
    at = element.next
    return element
  }
  const numbers = (): number[] => numbersOf(next(), little)
  const [flags = 0] = numbers()
  const count = numbers().reduce((product, size) => product * size, 1)
  const name = next().data.toString('latin1')
  const inner = (): MatValue => {
    const { type, data } = next()
    if (type !== MATRIX) throw new Error(`an array is wanted where an element of type ${type} stands`)
    return matrix(data, little, depth + 1).value
  }
  const demandRoom = (elements: number): void => {
    demandWithin(8 * elements, bytes.length - at)
  }

  const kind = flags & 0xff
  if (kind === 1) {
    demandRoom(count)
    return { name, value: { kind: 'cells', cells: Array.from({ length: count }, inner) } }
  }
  if (kind === 2) {
    const [length = 0] = numbers()
    const titles = next().data
    demandWithin(1, length)
    const fields = Array.from({ length: Math.floor(titles.length / length) }, (_, i) =>
      titles.toString('latin1', i * length, (i + 1) * length).replace(/\0.*$/s, ''),
    )
    demandRoom(count * fields.length)
    const record = (): Record<string, MatValue> => Object.fromEntries(fields.map((field) => [field, inner()]))
    return {
      name,
      value: { kind: 'structs', structs: Array.from({ length: fields.length === 0 ? 0 : count }, record) },
    }
  }
  if (kind === 4) return { name, value: { kind: 'text', text: textOf(next(), little) } }
  if (kind >= 6 && kind <= 15) return { name, value: { kind: 'numbers', numbers: numbers() } }
  return { name, value: { kind: 'other' } }
}

function textOf(element: Element, little: boolean): string {
  if (element.type === 16) return element.data.toString('utf8')
  const codes = numbersOf(element.type === 17 ? { ...element, type: 4 } : element, little)
  return codes.map((code) => String.fromCharCode(code)).join('')
}

/** How the numbers of each storage type are read, and how many bytes each takes. */
const storage: Readonly<
  Record<number, readonly [size: number, read: (view: DataView, at: number, little: boolean) => number]>
> = {
  1: [1, (view, at) => view.getInt8(at)],
  2: [1, (view, at) => view.getUint8(at)],
  3: [2, (view, at, little) => view.getInt16(at, little)],
  4: [2, (view, at, little) => view.getUint16(at, little)],
  5: [4, (view, at, little) => view.getInt32(at, little)],
  6: [4, (view, at, little) => view.getUint32(at, little)],
  7: [4, (view, at, little) => view.getFloat32(at, little)],
  9: [8, (view, at, little) => view.getFloat64(at, little)],
  12: [8, (view, at, little) => Number(view.getBigInt64(at, little))],
  13: [8, (view, at, little) => Number(view.getBigUint64(at, little))],
}

function numbersOf({ type, data }: Element, little: boolean): number[] {
  const [size, read] = storage[type] ?? fail({ who: 'readMat', rule: 'numbers are of a known type', value: type })
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  return Array.from({ length: Math.floor(data.length / size) }, (_, i) => read(view, i * size, little))
}

function demandWithin(size: number, room: number): void {
  if (size > room) throw new Error(`${size} bytes are claimed where ${Math.max(room, 0)} are`)
}
