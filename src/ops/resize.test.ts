import { describe, expect, it } from 'vitest'
import { input } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { resize } from './resize.ts'

describe('resize', () => {
  const x = matrix([1, 2, 3, 4], [1, 1, 2, 2])

  it('repeats the nearest pixel by default', async () => {
    expect(await compute(resize(x, { scales: [1, 1, 1, 2] }))).toEqual([[1, 1, 2, 4], 1, 1, 2, 2, 3, 3, 4, 4])
  })

  it('interpolates, also to a given size', async () => {
    expect(await compute(resize(x, { sizes: [1, 1, 1, 2], mode: 'linear' }))).toEqual([[1, 1, 1, 2], 2, 3])
  })

  it('leaves a symbolic batch alone', () => {
    expect(resize(input('x', 'float32', ['N', 1, 2, 2]), { scales: [1, 1, 2, 2] }).shape).toEqual(['N', 1, 4, 4])
  })

  it('refuses scales and sizes at once, neither, or too few', () => {
    expect(() => resize(x, {})).toThrow('Resize: scales or sizes (not both) must be 4 positive numbers')
    expect(() => resize(x, { scales: [1, 1, 2, 2], sizes: [1, 1, 4, 4] })).toThrow('not both')
    expect(() => resize(x, { scales: [2, 2] })).toThrow('4 positive numbers')
  })
})
