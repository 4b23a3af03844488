import { describe, expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import { all } from '../negatives/all.ts'
import { all as everyPositive } from './all.ts'
import { easiest } from './easiest.ts'
import { kEasiest } from './kEasiest.ts'

const pairs = async (positives = kEasiest()): Promise<string[]> =>
  (await chosen({ positives, negatives: all() })).positive

describe('the k easiest positives', () => {
  it('are the k nearest of the class, fewer where it has fewer', async () => {
    expect(await pairs(kEasiest({ k: 2 }))).toEqual([
      '0-1',
      '0-2',
      '1-0',
      '1-2',
      '2-1',
      '2-0',
      '3-2',
      '3-1',
      '4-5',
      '5-4',
    ])
    expect(await pairs()).toEqual(await pairs(kEasiest({ k: 2 })))
  })

  it('are the easiest with k = 1, and all with a k that no class has', async () => {
    expect(await pairs(kEasiest({ k: 1 }))).toEqual(await pairs(easiest()))
    expect((await pairs(kEasiest({ k: 100 }))).sort()).toEqual(await pairs(everyPositive()))
  })

  it.each([0, -1, 1.5, Number.NaN])('refuse k = %d', (k) => {
    expect(() => kEasiest({ k })).toThrow(`k-easiest positives: k must be a whole number at least 1, got ${k}`)
  })
})
