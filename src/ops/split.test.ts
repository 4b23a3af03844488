import { describe, expect, it } from 'vitest'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { split } from './split.ts'

describe('split', () => {
  const x = matrix([1, 2, 3, 4, 5, 6], [2, 3])

  it('cuts an axis into parts', async () => {
    const [a, b] = split(x, [1, 2], -1)
    expect(await compute(a!)).toEqual([[2, 1], 1, 4])
    expect(await compute(b!)).toEqual([[2, 2], 2, 3, 5, 6])
  })

  it('refuses parts that do not add up', () => {
    expect(() => split(x, [1, 1], 1)).toThrow('Split: the parts must add up to 3, got [1,1]')
  })
})
