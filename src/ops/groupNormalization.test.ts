import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { groupNormalization } from './groupNormalization.ts'

describe('groupNormalization', () => {
  const x = matrix([0, 2, 5, 5], [1, 4, 1])
  const [one, zero] = [matrix([1, 2, 3, 4], [4]), matrix([0, 0, 7, 8], [4])]

  it('normalizes each group of channels of each sample', async () => {
    expect(await compute(groupNormalization(x, one, zero, { groups: 2, epsilon: 0 + 1e-12 }))).toEqual([
      [1, 4, 1],
      ...[-1, 2, 7, 8].map((n) => expect.closeTo(n, 5)),
    ])
  })

  it('refuses channels that do not divide, and scales for something else', () => {
    expect(() => groupNormalization(x, one, zero, { groups: 3 })).toThrow('C a multiple of 3 groups')
    expect(() => groupNormalization(x, matrix([1, 1], [2]), zero, { groups: 2 })).toThrow('scale and bias must be [4]')
  })
})
