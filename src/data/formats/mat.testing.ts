import { deflateSync } from 'node:zlib'

/** What {@link matOf} can write. */
export type Written =
  | number
  | string
  | readonly Written[]
  | { readonly structs: readonly Readonly<Record<string, Written>>[] }

/** The bytes of a MATLAB file of version 5, as MATLAB writes them: names by 8 bytes, small elements packed into their tags,
 *  numbers in the least type that holds them. */
export function matOf(variables: Readonly<Record<string, Written>>, { packed = true, little = true } = {}): Buffer {
  const word = (value: number): Buffer => {
    const bytes = Buffer.alloc(4)
    if (little) bytes.writeUInt32LE(value)
    else bytes.writeUInt32BE(value)
    return bytes
  }
  const element = (type: number, data: Buffer): Buffer => {
    if (data.length > 0 && data.length <= 4)
      return Buffer.concat([word((data.length << 16) | type), data, Buffer.alloc(4 - data.length)])
    return Buffer.concat([word(type), word(data.length), data, Buffer.alloc((8 - (data.length % 8)) % 8)])
  }
  const words = (type: number, values: readonly number[]): Buffer => element(type, Buffer.concat(values.map(word)))
  const matrix = (name: string, kind: number, size: readonly number[], ...rest: Buffer[]): Buffer =>
    element(14, Buffer.concat([words(6, [kind, 0]), words(5, size), element(1, Buffer.from(name)), ...rest]))
  const write = (name: string, value: Written): Buffer => {
    if (typeof value === 'number') {
      if (Number.isInteger(value) && value >= 0 && value < 256)
        return matrix(name, 9, [1, 1], element(2, Buffer.from([value])))
      const bytes = Buffer.alloc(8)
      if (little) bytes.writeDoubleLE(value)
      else bytes.writeDoubleBE(value)
      return matrix(name, 6, [1, 1], element(9, bytes))
    }
    if (typeof value === 'string') return matrix(name, 4, [1, value.length], element(16, Buffer.from(value)))
    if (!('structs' in value)) return matrix(name, 1, [1, value.length], ...value.map((one) => write('', one)))
    const fields = Object.keys(value.structs[0] ?? {})
    const titles = Buffer.concat(
      fields.map((field) => Buffer.concat([Buffer.from(field), Buffer.alloc(32 - field.length)])),
    )
    const records = value.structs.flatMap((record) => fields.map((field) => write('', record[field]!)))
    return matrix(name, 2, [1, value.structs.length], words(5, [32]), element(1, titles), ...records)
  }
  const header = Buffer.alloc(128, ' ')
  header.write('MATLAB 5.0 MAT-file, written by a test')
  header.set(little ? [0, 1, 0x49, 0x4d] : [1, 0, 0x4d, 0x49], 124)
  const parts = Object.entries(variables).map(([name, value]) => {
    const bytes = write(name, value)
    if (!packed) return bytes
    const small = deflateSync(bytes)
    return Buffer.concat([word(15), word(small.length), small])
  })
  return Buffer.concat([header, ...parts])
}
