import { describe, expect, it } from 'vitest'
import { input } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { pad } from './pad.ts'

describe('pad', () => {
  it('puts a value before and after each axis', async () => {
    expect(await compute(pad(matrix([1, 2], [1, 2]), [0, 1, 1, 0], 9))).toEqual([[2, 3], 9, 1, 2, 9, 9, 9])
  })

  it('leaves a symbolic batch alone, and refuses to pad it', () => {
    const x = input('x', 'float32', ['N', 2])
    expect(pad(x, [0, 1, 0, 0]).shape).toEqual(['N', 3])
    expect(() => pad(x, [1, 0, 0, 0])).toThrow("Pad: this dimension must be known when the graph is built, got ''N' of")
  })

  it('refuses too few pads and negative ones', () => {
    expect(() => pad(matrix([1], [1]), [1])).toThrow('Pad: pads must be 2 numbers, none negative, got [1]')
    expect(() => pad(matrix([1], [1]), [1, -1])).toThrow('none negative')
  })
})
