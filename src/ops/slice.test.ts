import { describe, expect, it } from 'vitest'
import { input } from '../tensor/tensor.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { slice } from './slice.ts'

describe('slice', () => {
  const x = matrix([1, 2, 3, 4, 5], [5])

  it('counts negative places from the end and stops at the ends', async () => {
    expect(await compute(slice(x, { starts: [-2], ends: [Number.MAX_VALUE] }))).toEqual([[2], 4, 5])
    expect(await compute(slice(x, { starts: [-99], ends: [2] }))).toEqual([[2], 1, 2])
  })

  it('steps, also backwards', async () => {
    expect(await compute(slice(x, { starts: [0], ends: [5], steps: [2] }))).toEqual([[3], 1, 3, 5])
    expect(await compute(slice(x, { starts: [-1], ends: [-99], steps: [-2] }))).toEqual([[3], 5, 3, 1])
  })

  it('may be empty', async () => {
    expect(await compute(slice(x, { starts: [3], ends: [1] }))).toEqual([[0]])
  })

  it('refuses lists that do not match, a step of 0 and an axis whose length is not known', () => {
    expect(() => slice(x, { starts: [0], ends: [1, 2] })).toThrow('Slice: starts, ends, axes and steps must be as many')
    expect(() => slice(x, { starts: [0], ends: [1], steps: [0] })).toThrow('no step 0')
    expect(() => slice(input('x', 'float32', ['N']), { starts: [0], ends: [1] })).toThrow('must be known')
  })
})
