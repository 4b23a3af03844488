import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import type { StoredTensor } from './safetensors.ts'
import { decodeSafetensors, encodeSafetensors } from './safetensors.ts'

const tensors: Record<string, StoredTensor> = {
  'conv1.weight': {
    dtype: 'F32',
    shape: [2, 3],
    data: new Float32Array([1, -2.5, 0, Number.NaN, Number.POSITIVE_INFINITY, 1e-40]),
  },
  mask: { dtype: 'BOOL', shape: [3], data: new Uint8Array([1, 0, 1]) },
  step: { dtype: 'I64', shape: [], data: new BigInt64Array([-(2n ** 63n)]) },
  image: { dtype: 'U8', shape: [1, 2], data: new Uint8Array([7, 255]) },
  'größe/∂ "x"': { dtype: 'I32', shape: [1], data: new Int32Array([-5]) },
  wide: { dtype: 'F64', shape: [1], data: new Float64Array([Math.PI]) },
  half: { dtype: 'F16', shape: [3], data: new Uint16Array([0x3c00, 0, 1]) },
  brain: { dtype: 'BF16', shape: [1], data: new Uint16Array([0x3f80]) },
  empty: { dtype: 'F32', shape: [0, 4], data: new Float32Array(0) },
}

/** A file with a header of one's own. */
function file(header: unknown, data: number[] | Uint8Array = []): Uint8Array {
  const json = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header))
  const bytes = new Uint8Array(8 + json.length + data.length)
  new DataView(bytes.buffer).setBigUint64(0, BigInt(json.length), true)
  bytes.set(json, 8)
  bytes.set(data, 8 + json.length)
  return bytes
}
const u8 = (begin: number, end: number, shape = [end - begin]) => ({ dtype: 'U8', shape, data_offsets: [begin, end] })

describe('safetensors', () => {
  it('gives back every dtype, shape, name and word of metadata', () => {
    const back = decodeSafetensors(encodeSafetensors(tensors, { version: '1', ключ: 'a\n"b"' }), 'x')
    expect(back.metadata).toEqual({ version: '1', ключ: 'a\n"b"' })
    expect(Object.keys(back.tensors)).toEqual(Object.keys(tensors))
    expect(back.tensors).toEqual(tensors)
  })

  it('writes the bytes of the format: length, header padded to 8, data', () => {
    const bytes = encodeSafetensors({ a: { dtype: 'I32', shape: [2], data: new Int32Array([1, -1]) } })
    const json = '{"a":{"dtype":"I32","shape":[2],"data_offsets":[0,8]}}'
    expect(json.length).toBe(54)
    expect([...bytes.subarray(0, 8)]).toEqual([56, 0, 0, 0, 0, 0, 0, 0])
    expect(new TextDecoder().decode(bytes.subarray(8, 64))).toBe(`${json}  `)
    expect([...bytes.subarray(64)]).toEqual([1, 0, 0, 0, 255, 255, 255, 255])
  })

  it('begins the data at a multiple of 8 and every tensor at a multiple of its element, the names in the order given', () => {
    const bytes = encodeSafetensors(tensors, { a: 'bc' })
    const length = Number(new DataView(bytes.buffer).getBigUint64(0, true))
    expect(length % 8).toBe(0)
    const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + length))) as Record<
      string,
      { data_offsets: number[] }
    >
    expect(Object.keys(header)).toEqual(['__metadata__', ...Object.keys(tensors)])
    for (const [name, { data }] of Object.entries(tensors))
      expect(header[name]!.data_offsets[0]! % data.BYTES_PER_ELEMENT).toBe(0)
  })

  it('gives the same bytes for the same input, also from views into larger buffers', () => {
    const view = new Float32Array([9, 1, 2, 9]).subarray(1, 3)
    const plain = encodeSafetensors({ a: { dtype: 'F32', shape: [2], data: new Float32Array([1, 2]) } })
    expect(encodeSafetensors({ a: { dtype: 'F32', shape: [2], data: view } })).toEqual(plain)
  })

  it('reads from a Buffer at an odd address and gives copies', () => {
    const encoded = encodeSafetensors(tensors)
    const odd = Buffer.alloc(encoded.length + 3).subarray(3)
    odd.set(encoded)
    const back = decodeSafetensors(odd, 'x')
    odd.fill(0)
    expect(back.tensors).toEqual(tensors)
  })

  it('holds no tensor at all', () => {
    expect(decodeSafetensors(encodeSafetensors({}), 'x')).toEqual({ tensors: {}, metadata: {} })
  })

  it('finds only the names that the file has', () => {
    expect(decodeSafetensors(encodeSafetensors(tensors), 'x').tensors.toString).toBeUndefined()
  })
})

describe('encodeSafetensors', () => {
  it('refuses data that does not fit its shape or dtype, and names it', () => {
    expect(() => encodeSafetensors({ w: { dtype: 'F32', shape: [3], data: new Float32Array(2) } })).toThrow(
      "encodeSafetensors: tensor 'w' must have as many elements as its shape [3] says, got 2",
    )
    const wrong = { dtype: 'F32', shape: [2], data: new Int32Array(2) } as unknown as StoredTensor
    expect(() => encodeSafetensors({ w: wrong })).toThrow("tensor 'w' must hold Float32Array, got 'Int32Array'")
    expect(() => encodeSafetensors({ b: { dtype: 'BOOL', shape: [1], data: new Uint8Array([2]) } })).toThrow(
      '0 and 1 only, got 2',
    )
    expect(() => encodeSafetensors({ __metadata__: tensors.mask! })).toThrow(
      "cannot bear this name, got '__metadata__'",
    )
  })
})

describe('decodeSafetensors on damaged and hostile files', () => {
  const header = (text: string) => `bad.safetensors (header): ${text}`
  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(0), "must begin with 8 bytes of header length, got '0 bytes'"],
    [
      'a file without header',
      new Uint8Array([9, 0, 0, 0, 0, 0, 0, 0]),
      "the header must end within the file's 8 bytes, got 17",
    ],
    [
      'a huge header length',
      new Uint8Array(16).fill(255),
      'the header must be at most 100000000 bytes, got 18446744073709552000',
    ],
    ['a header above 100 MB', new Uint8Array([1, 0xe1, 0xf5, 5, 0, 0, 0, 0]), 'at most 100000000 bytes, got 100000001'],
    ['text', new TextEncoder().encode('this is no tensor file'), 'the header must be at most'],
    [
      'a header that is not JSON',
      file('{"a": '),
      header('must hold whole JSON, but ends too early at line 1, column 7'),
    ],
    ['a header that is not UTF-8', file('x').fill(255, 8), 'the header must be UTF-8 text'],
    ['a list for a header', file([]), 'the header must be a JSON object'],
    [
      'a name given twice',
      file(`{"a":${JSON.stringify(u8(0, 1))},"a":${JSON.stringify(u8(0, 1))}}`, [1]),
      "must not give a name twice, got 'a'",
    ],
    [
      'the name __proto__',
      file(`{"__proto__":${JSON.stringify(u8(0, 1))}}`, [1]),
      "cannot bear this name, got '__proto__'",
    ],
    [
      '__proto__ in the metadata',
      file('{"__metadata__":{"__proto__":"x"}}'),
      "metadata '__proto__' must be a string under another name",
    ],
    ['a number in the metadata', file({ __metadata__: { a: 1 } }), "metadata 'a' must be a string"],
    ['a list for metadata', file({ __metadata__: [] }), '__metadata__ must be an object'],
    [
      'a tensor that is a word',
      file({ a: 'x' }),
      "tensor 'a' must be of dtype BOOL, U8, F16, BF16, I32, I64, F32, F64",
    ],
    ['an unknown dtype', file({ a: { ...u8(0, 1), dtype: 'F8_E4M3' } }, [1]), "got 'F8_E4M3'"],
    ['a dtype from the prototype', file({ a: { ...u8(0, 1), dtype: 'toString' } }, [1]), "got 'toString'"],
    ['a negative size', file({ a: u8(0, 1, [-1]) }, [1]), 'whole numbers from 0, got [-1]'],
    ['half a size', file({ a: u8(0, 1, [0.5]) }, [1]), 'whole numbers from 0, got [0.5]'],
    ['no shape', file({ a: { dtype: 'U8', data_offsets: [0, 1] } }, [1]), 'must be whole numbers from 0'],
    ['offsets beyond the file', file({ a: u8(0, 5) }, [1]), 'must be [begin, end] within 1 bytes of data, got [0,5]'],
    ['offsets that run backwards', file({ a: u8(1, 0, [1]) }, [1]), 'must be [begin, end]'],
    ['three offsets', file({ a: { ...u8(0, 1), data_offsets: [0, 1, 1] } }, [1]), 'must be [begin, end]'],
    ['no offsets', file({ a: { dtype: 'U8', shape: [1] } }, [1]), 'must be [begin, end]'],
    [
      'a shape of another size',
      file({ a: u8(0, 4, [2, 3]) }, [1, 2, 3, 4]),
      'of shape [2,3] and dtype U8 must have 6 bytes, got 4',
    ],
    ['a shape whose product overflows', file({ a: u8(0, 0, [2 ** 52, 2 ** 52]) }), 'bytes, got 0'],
    [
      'overlapping tensors',
      file({ a: u8(0, 2), b: u8(1, 3) }, [1, 2, 3]),
      "tensor 'b' must begin where the one before it ends, at 2, got 1",
    ],
    ['two tensors on the same bytes', file({ a: u8(0, 2), b: u8(0, 2) }, [1, 2]), "tensor 'b' must begin"],
    [
      'a gap',
      file({ a: u8(0, 1), b: u8(2, 3) }, [1, 2, 3]),
      "tensor 'b' must begin where the one before it ends, at 1, got 2",
    ],
    ['bytes that belong to nothing', file({ a: u8(0, 1) }, [1, 2]), 'tensors must cover the 2 bytes of data, got 1'],
    ['a BOOL that is neither', file({ a: { ...u8(0, 1), dtype: 'BOOL' } }, [3]), 'must hold 0 and 1 only, got 3'],
  ])('refuses %s', (_, bytes, message) => {
    expect(() => decodeSafetensors(bytes, 'bad.safetensors')).toThrow(message)
    expect(() => decodeSafetensors(bytes, 'bad.safetensors')).toThrow(/^bad\.safetensors/)
  })

  it('refuses a file cut off anywhere', () => {
    const bytes = encodeSafetensors(tensors, { version: '1' })
    for (let n = 0; n < bytes.length; n++)
      expect(() => decodeSafetensors(bytes.subarray(0, n), 'x'), `${n}`).toThrow(/^x/)
  })

  it('does not copy what overlaps: a small file that claims the same megabyte a thousand times', () => {
    const names = Array.from({ length: 1000 }, (_, i) => [`t${i}`, u8(0, 1_000_000)])
    const before = process.memoryUsage().arrayBuffers
    expect(() => decodeSafetensors(file(Object.fromEntries(names), new Uint8Array(1_000_000)), 'x')).toThrow(
      'must begin where',
    )
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(50_000_000)
  })

  it('gives a clear error or a whole result for any flipped byte, and never another failure', () => {
    const bytes = encodeSafetensors(tensors, { version: '1' })
    const rng = random('flip')
    for (let i = 0; i < 500; i++) {
      const bad = bytes.slice()
      bad[rng.below(bad.length)]! ^= 1 << rng.below(8)
      try {
        decodeSafetensors(bad, 'x')
      } catch (error) {
        expect((error as Error).name).toBe('NearkinError')
      }
    }
  })
})
