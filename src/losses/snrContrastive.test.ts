import { describe, expect, it } from 'vitest'
import { l2 } from '../distances/l2.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { told } from './plane.testing.ts'
import { snrContrastive } from './snrContrastive.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
/** Rows of length 1 and mean 0, so that the ratio is the squared distance. */
const rows = [
  [0.5, -0.5, 0.5, -0.5],
  [0.7, -0.7, 0.1, -0.1],
  [0.5, 0.5, -0.5, -0.5],
]

describe('SNR contrastive loss', () => {
  it('is contrastive loss by the variance of the difference over that of the anchor', async () => {
    const { loss } = await told(
      snrContrastive({ ...everyPair, positiveMargin: 0.1, negativeMargin: 3 }),
      rows,
      [0, 0, 1],
    )
    // d(0, 1) = 2 · 0.04 + 2 · 0.16, d(0, 2) = d(1, 2) = 2.
    expect(loss).toBeCloseTo(0.3 + 1, 5)
  })

  it('does not see a constant that is added to every coordinate', async () => {
    const raised = [rows[0]!, rows[0]!.map((x) => x + 3), rows[2]!]
    expect((await told(snrContrastive(everyPair), raised, [0, 0, 0])).positive).toBeGreaterThan(0.1)
    const alone = [rows[0]!, rows[0]!, rows[2]!]
    const { loss, gradient } = await told(snrContrastive({ ...everyPair, negativeMargin: 1 }), alone, [0, 0, 1])
    expect([loss, ...gradient.map(Math.abs)]).toEqual(Array(13).fill(0))
  })

  it('refuses other distances and negative margins', () => {
    expect(() => snrContrastive({ distance: l2() })).toThrow("its distance is the signal-to-noise ratio, got 'l2'")
    expect(() => snrContrastive({ negativeMargin: -1 })).toThrow('negativeMargin must be a number at least 0, got -1')
  })
})
