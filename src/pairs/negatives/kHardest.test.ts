import { describe, expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import { all as everyPositive } from '../positives/all.ts'
import { all } from './all.ts'
import { hardest } from './hardest.ts'
import { kHardest } from './kHardest.ts'

const pairs = async (negatives = kHardest()): Promise<string[]> =>
  (await chosen({ positives: everyPositive(), negatives })).negative

describe('the k hardest negatives', () => {
  it('are the k nearest samples of other classes', async () => {
    const ofA = ['0-4', '0-5', '1-4', '1-5', '2-4', '2-5', '3-5', '3-4']
    expect(await pairs(kHardest({ k: 2 }))).toEqual([...ofA, '4-2', '4-1', '5-3', '5-2', '6-3', '6-5'])
  })

  it('are the hardest with k = 1, and all with a k that no sample has', async () => {
    expect(await pairs(kHardest({ k: 1 }))).toEqual(await pairs(hardest()))
    expect((await pairs(kHardest({ k: 100 }))).sort()).toEqual(await pairs(all()))
  })

  it.each([0, 2.5, Number.POSITIVE_INFINITY])('refuse k = %d', (k) => {
    expect(() => kHardest({ k })).toThrow(`k-hardest negatives: k must be a whole number at least 1, got ${k}`)
  })
})
