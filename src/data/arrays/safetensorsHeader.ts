import { fail } from '../../errors.ts'
import { parseJson } from '../../json.ts'

/** The element types that are read and written, by the format's own names, and the arrays that hold them. BOOL is one byte
 *  each, 0 or 1; F16 and BF16 are held by their bits. */
export interface Arrays {
  BOOL: Uint8Array
  U8: Uint8Array
  F16: Uint16Array
  BF16: Uint16Array
  I32: Int32Array
  I64: BigInt64Array
  F32: Float32Array
  F64: Float64Array
}

export type Dtype = keyof Arrays

export const MAKE = {
  BOOL: Uint8Array,
  U8: Uint8Array,
  F16: Uint16Array,
  BF16: Uint16Array,
  I32: Int32Array,
  I64: BigInt64Array,
  F32: Float32Array,
  F64: Float64Array,
}

/** Where a tensor lies in the data. */
export interface Span {
  readonly name: string
  readonly dtype: Dtype
  readonly shape: number[]
  readonly begin: number
  readonly end: number
}

const REMEDY = 'the file is damaged or not safetensors: use another copy'
export type Bad = (rule: string, value?: unknown) => never

/** Fails with a complaint about the file `who`. */
export const complaints =
  (who: string): Bad =>
  (rule, value) =>
    fail({ who, rule, value, remedy: REMEDY })

/** The header of a safetensors file, checked before any tensor is read: no name twice, every tensor's bytes as its shape says,
 *  the data covered exactly once.
 *  @param bytes its JSON
 *  @param room bytes of data behind it
 *  @param who the file, in errors */
export function readHeader(
  bytes: Uint8Array,
  room: number,
  who: string,
): { spans: Span[]; metadata: Record<string, string> } {
  const bad = complaints(who)
  const json = utf8(bytes, bad)
  const header = plainObject(parseJson(json, `${who} (header)`, { unique: true, remedy: REMEDY }))

  const metadata = record<string>()
  const spans: Span[] = []
  for (const [name, value] of Object.entries(header ?? bad('the header must be a JSON object'))) {
    if (name === '__proto__') bad('a tensor cannot bear this name', name)
    if (name !== '__metadata__') {
      spans.push(readSpan(bad, name, value, room))
      continue
    }
    for (const [key, word] of Object.entries(plainObject(value) ?? bad('__metadata__ must be an object'))) {
      const allowed = typeof word === 'string' && key !== '__proto__'
      metadata[key] = allowed ? word : bad(`metadata '${key}' must be a string under another name than __proto__`, word)
    }
  }

  // Before anything is copied: spans that overlap could ask for far more memory than the file is long.
  let covered = 0
  for (const { name, begin, end } of spans.toSorted((a, b) => a.begin - b.begin || a.end - b.end)) {
    if (begin !== covered) bad(`tensor '${name}' must begin where the one before it ends, at ${covered}`, begin)
    covered = end
  }
  if (covered !== room) bad(`tensors must cover the ${room} bytes of data`, covered)
  return { spans, metadata }
}

/** One entry of the header, checked: known dtype, shape of whole numbers, offsets within the data and of the right length. */
function readSpan(bad: Bad, name: string, value: unknown, room: number): Span {
  const { dtype, shape, data_offsets: offsets } = plainObject(value) ?? {}
  if (!isDtype(dtype)) return bad(`tensor '${name}' must be of dtype ${Object.keys(MAKE).join(', ')}`, dtype)
  if (!isCounts(shape)) return bad(`the shape of tensor '${name}' must be whole numbers from 0`, shape)
  const [begin, end] = isCounts(offsets) && offsets.length === 2 ? offsets : []
  if (begin === undefined || end === undefined || begin > end || end > room)
    return bad(`the data_offsets of tensor '${name}' must be [begin, end] within ${room} bytes of data`, offsets)
  const expected = shape.reduce((a, b) => a * b, 1) * MAKE[dtype].BYTES_PER_ELEMENT
  if (end - begin !== expected)
    bad(`tensor '${name}' of shape [${shape}] and dtype ${dtype} must have ${expected} bytes`, end - begin)
  return { name, dtype, shape, begin, end }
}

const isDtype = (value: unknown): value is Dtype => typeof value === 'string' && Object.hasOwn(MAKE, value)

export const isCounts = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every((n) => Number.isSafeInteger(n) && n >= 0)

function plainObject(value: unknown): Record<string, unknown> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : undefined
}

/** A record without a prototype, so that a name such as 'toString' is found only where the file has it. */
export const record = <T>(): Record<string, T> => Object.create(null) as Record<string, T>

function utf8(bytes: Uint8Array, bad: Bad): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes)
  } catch {
    return bad('the header must be UTF-8 text')
  }
}
