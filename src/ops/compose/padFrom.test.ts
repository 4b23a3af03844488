import { describe, expect, it } from 'vitest'
import { compute } from '../compute.testing.ts'
import { matrix } from './matrix.ts'
import { padFrom } from './padFrom.ts'

describe('padFrom', () => {
  const x = matrix([1, 2, 3], [3])

  it('mirrors without the edge, repeats the edge, or goes on at the other side', async () => {
    expect(await compute(padFrom(x, [2, 1], 'reflect'))).toEqual([[6], 3, 2, 1, 2, 3, 2])
    expect(await compute(padFrom(x, [2, 1], 'edge'))).toEqual([[6], 1, 1, 1, 2, 3, 3])
    expect(await compute(padFrom(x, [2, 1], 'wrap'))).toEqual([[6], 2, 3, 1, 2, 3, 1])
  })

  it('cuts off what is negative', async () => {
    expect(await compute(padFrom(x, [-1, 1], 'edge'))).toEqual([[3], 2, 3, 3])
  })

  it('refuses too few pads', () => {
    expect(() => padFrom(x, [1], 'edge')).toThrow('padFrom: pads must be 2 whole numbers, got [1]')
  })
})
