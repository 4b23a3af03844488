import { describe, expect, it } from 'vitest'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { cos, told } from './plane.testing.ts'
import { thresholdConsistentMargin } from './thresholdConsistentMargin.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }

describe('threshold-consistent margin loss', () => {
  it('is the weighted mean of what lies on the wrong side of each bound', async () => {
    const made = thresholdConsistentMargin({ ...everyPair, positiveWeight: 2, negativeWeight: 3 })
    const { loss, active } = await told(made, [0, 40, 70, 75], [0, 0, 1, 1])
    // Positives at 40 and 5 degrees, negatives at 70, 75, 30 and 35.
    expect(loss).toBeCloseTo(2 * (0.9 - cos(40)) + 3 * ((cos(30) + cos(35)) / 2 - 0.5), 5)
    expect(active).toBeCloseTo((2 + 4) / 12, 5)
  })

  it('takes its bounds, the pairs of its rules, and references', async () => {
    const made = thresholdConsistentMargin({ positiveMargin: 1, negativeMargin: 0, negatives: negatives.hardest() })
    const { loss } = await told(made, [0], [0], { rows: [40, 60, 70, 20], labels: [0, 0, 1, 1] })
    expect(loss).toBeCloseTo(1 - cos(40) + cos(20), 5)
  })

  it('is 0 with gradient 0 where each side keeps its bound', async () => {
    const { loss, gradient } = await told(thresholdConsistentMargin(everyPair), [0, 25, 90, 110], [0, 0, 1, 1])
    expect([loss, ...gradient.map(Math.abs)]).toEqual(Array(9).fill(0))
  })

  it('of all samples on one point is what it says of itself', async () => {
    const made = thresholdConsistentMargin({ ...everyPair, negativeWeight: 3 })
    expect((await told(made, [7, 7, 7], [0, 0, 1])).loss).toBeCloseTo(made.whenCollapsed!, 5)
  })

  it('refuses bounds that no cosine has', () => {
    expect(() => thresholdConsistentMargin({ positiveMargin: 1.1 })).toThrow(
      'positiveMargin must be a number at least -1',
    )
  })
})
