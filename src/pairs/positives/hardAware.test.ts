import { describe, expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import * as negatives from '../negatives/index.ts'
import { hardAware } from './hardAware.ts'

describe('hard-aware mining', () => {
  it('takes of all positive pairs those farthest apart, of all negative pairs the nearest, whosever they are', async () => {
    const { positive, negative } = await chosen({
      positives: hardAware({ share: 0.3 }),
      negatives: negatives.hardAware({ share: 0.2 }),
    })
    // 14 positive pairs: at 10, 9, 7, 4.5, 3, 2, 1, each twice; 5 are asked for, and the sixth ties.
    expect(positive).toEqual(['0-3', '1-3', '2-3', '3-0', '3-1', '3-2'])
    // 28 negative pairs: the nearest 6 at 0.5, 1.5 and 2.5.
    expect(negative).toEqual(['0-4', '1-4', '2-4', '4-0', '4-1', '4-2'])
  })

  it('takes half by default', async () => {
    const { positive, negative } = await chosen({ positives: hardAware(), negatives: negatives.hardAware() })
    expect(positive).toHaveLength(8)
    expect(negative).toHaveLength(14)
  })

  it.each([0, -0.1, 1.1, Number.NaN])('refuses a share of %d', (share) => {
    const rule = `share must be a number above 0 and at most 1, got ${share}`
    expect(() => hardAware({ share })).toThrow(`hard-aware positives: ${rule}`)
    expect(() => negatives.hardAware({ share })).toThrow(`hard-aware negatives: ${rule}`)
  })
})
