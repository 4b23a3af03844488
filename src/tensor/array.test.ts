import { describe, expect, it } from 'vitest'
import { bools, bytes, floats, ints, sizeOf } from './array.ts'

describe('arrays', () => {
  it('hold numbers of a type, with a shape', () => {
    expect(floats([1, 2])).toEqual({ dtype: 'float32', shape: [2], data: Float32Array.of(1, 2) })
    expect(ints([-3], [])).toEqual({ dtype: 'int64', shape: [], data: BigInt64Array.of(-3n) })
    expect([...bools([true, false, 2, 0]).data]).toEqual([1, 0, 1, 0])
    expect(bytes(Uint8Array.of(7), [1, 1]).shape).toEqual([1, 1])
  })

  it('do not copy float32 numbers', () => {
    const data = Float32Array.of(1)
    expect(floats(data).data).toBe(data)
  })

  it('refuse a shape that does not hold them, and integers that are not whole', () => {
    expect(() => floats([1, 2, 3], [2, 2])).toThrow('tensor: a shape [2,2] holds 4 numbers, got 3')
    expect(() => ints([0.5])).toThrow('ints: every number must be whole, got 0.5')
    expect(() => ints([2 ** 60])).toThrow('every number must be whole')
  })

  it('a scalar holds one number, a shape with a 0 none', () => {
    expect(sizeOf([])).toBe(1)
    expect(sizeOf([3, 0])).toBe(0)
  })
})
