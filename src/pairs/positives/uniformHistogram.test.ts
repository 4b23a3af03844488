import { describe, expect, it } from 'vitest'
import { NearkinError } from '../../errors.ts'
import { chosen } from '../line.testing.ts'
import * as negatives from '../negatives/index.ts'
import { uniformHistogram } from './uniformHistogram.ts'

describe('mining uniform over a histogram of distances', () => {
  it('draws the pairs of a bin the rarer the more it holds, on either side by its own distances', async () => {
    const rules = {
      positives: uniformHistogram({ bins: 3, perBin: 1 }),
      negatives: negatives.uniformHistogram({ bins: 2, perBin: 5 }),
    }
    // Positives at 1, 2, 3 | 4.5 | 7, 9, 10 and back: 6, 2 and 6. Of the 28 negatives 10 are farther than 10.25.
    const often = await chosen(rules, { noise: 0.1 })
    expect([often.positive.length, often.negative.length]).toEqual([14, 28])
    const seldom = await chosen(rules, { noise: 0.4 })
    expect(seldom.positive).toEqual(['4-5', '5-4'])
    expect(seldom.negative).toEqual(['0-6', '1-6', '2-6', '4-6', '5-6', '6-0', '6-1', '6-2', '6-4', '6-5'])
  })

  it('takes bins of fewer pairs than perBin whole', async () => {
    const { positive } = await chosen({ positives: uniformHistogram(), negatives: negatives.all() }, { noise: 0.99 })
    expect(positive).toHaveLength(14)
  })

  it('fails where the batch has no noise', async () => {
    await expect(chosen({ positives: uniformHistogram(), negatives: negatives.all() })).rejects.toThrow(
      'a rule that samples needs noise',
    )
  })

  it.each([{ bins: 0 }, { perBin: 0 }, { bins: 2.5 }, { perBin: Number.NaN }])('refuses %o', (options) => {
    const [name, value] = Object.entries(options)[0]!
    for (const rule of [uniformHistogram, negatives.uniformHistogram]) {
      expect(() => rule(options)).toThrow(NearkinError)
      expect(() => rule(options)).toThrow(`${name} must be a whole number at least 1, got ${value}`)
    }
  })
})
