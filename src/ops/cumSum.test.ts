import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { cumSum } from './cumSum.ts'

describe('cumSum', () => {
  const x = matrix([1, 2, 4, 8, 16, 32], [2, 3])

  it('sums up to each element along the axis', async () => {
    expect(await compute(cumSum(x, 1))).toEqual([[2, 3], 1, 3, 7, 8, 24, 56])
    expect(await compute(cumSum(x, -2))).toEqual([[2, 3], 1, 2, 4, 9, 18, 36])
  })

  it('leaves the element out, or runs from the end', async () => {
    expect(await compute(cumSum(x, 1, { exclusive: true }))).toEqual([[2, 3], 0, 1, 3, 0, 8, 24])
    expect(await compute(cumSum(x, 1, { reverse: true }))).toEqual([[2, 3], 7, 6, 4, 56, 48, 32])
  })

  it('refuses an axis that is not there', () => {
    expect(() => cumSum(x, 2)).toThrow('CumSum: an axis of a rank-2 tensor lies in [-2, 1], got 2')
  })
})
