import { describe, expect, it } from 'vitest'
import { decodeNpy, encodeNpy } from './npy.ts'

describe('npy', () => {
  it('writes the bytes that numpy.save writes', () => {
    const bytes = encodeNpy({ shape: [2, 1], data: new Float32Array([1, -2]) })
    const header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 1), }"
    expect([...bytes.subarray(0, 10)]).toEqual([0x93, 78, 85, 77, 80, 89, 1, 0, 118, 0])
    expect(new TextDecoder().decode(bytes.subarray(10, 128))).toBe(`${header.padEnd(117)}\n`)
    expect([...bytes.subarray(128)]).toEqual([0, 0, 128, 63, 0, 0, 0, 192])
  })

  it.each([[[3]], [[]], [[0, 5]], [[1, 2, 3]]])('gives back shape %j', (shape) => {
    const size = shape.reduce((a, b) => a * b, 1)
    const floats = { shape, data: Float32Array.from({ length: size }, (_, i) => i / 3) }
    const longs = { shape, data: BigInt64Array.from({ length: size }, (_, i) => BigInt(i) - 2n ** 62n) }
    expect(decodeNpy(encodeNpy(floats), 'x')).toEqual(floats)
    expect(decodeNpy(encodeNpy(longs), 'x')).toEqual(longs)
    expect((encodeNpy(floats).length - 4 * size) % 64).toBe(0)
  })

  it('writes a view without what lies around it', () => {
    const data = new Float32Array([9, 1, 2, 9]).subarray(1, 3)
    expect(decodeNpy(encodeNpy({ shape: [2], data }), 'x').data).toEqual(new Float32Array([1, 2]))
  })

  it('refuses a wrong size, other types and files cut off', () => {
    expect(() => encodeNpy({ shape: [3], data: new Float32Array(2) })).toThrow(
      'an array of shape [3] must have 3 elements, got 2',
    )
    const bytes = encodeNpy({ shape: [3], data: new Float32Array(3) })
    for (let n = 0; n < bytes.length; n++) expect(() => decodeNpy(bytes.subarray(0, n), 'x')).toThrow(/^x: /)
    const doubles = bytes.slice()
    doubles[10 + "{'descr': '<f".length] = 56
    expect(() => decodeNpy(doubles, 'x')).toThrow('must describe float32 or int64')
  })
})
