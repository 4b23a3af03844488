import { describe, expect, it } from 'vitest'
import { choiceOf, listed, valuesOf } from './line.testing.ts'
import * as negatives from './negatives/index.ts'
import { pairs } from './pairs.ts'
import * as positives from './positives/index.ts'
import type { Rules } from './rule.ts'

async function counted(rules: Rules) {
  const choice = choiceOf(rules)
  const { positive, negative, valid } = pairs(choice)
  const [anchors] = (await valuesOf({ valid })).valid.data
  return {
    positive: await listed({ columns: choice.positive.columns, valid: positive }),
    negative: await listed({ columns: choice.negative.columns, valid: negative }),
    anchors: Number(anchors),
  }
}

describe('chosen pairs', () => {
  it('count only where the anchor has both, if both rules chose', async () => {
    const { positive, negative, anchors } = await counted({
      positives: positives.easiest(),
      negatives: negatives.hardest(),
    })
    expect(positive).toEqual(['0-1', '1-0', '2-1', '3-2', '4-5', '5-4'])
    expect(negative).toEqual(['0-4', '1-4', '2-4', '3-5', '4-2', '5-3'])
    expect(anchors).toBeCloseTo(6 / 7, 6)
  })

  it('count by themselves on either side, if one takes all', async () => {
    const { positive, negative, anchors } = await counted({
      positives: positives.all(),
      negatives: negatives.hardest(),
    })
    expect(positive).toHaveLength(14)
    // Sample 6 is alone in its class, and yet pushed.
    expect(negative).toEqual(['0-4', '1-4', '2-4', '3-5', '4-2', '5-3', '6-3'])
    expect(anchors).toBe(1)
  })

  it('count as often as others led to them', async () => {
    const { negative } = await counted({ positives: positives.all(), negatives: negatives.semihard() })
    expect(negative.filter((pair) => pair === '2-5')).toHaveLength(2)
  })

  it('are a row for each anchor, distances in the shape of what counts', () => {
    const { ap, an, positive, negative } = pairs(
      choiceOf({ positives: positives.easiest(), negatives: negatives.all() }),
    )
    expect([ap.shape, positive.shape]).toEqual([
      [7, 1],
      [7, 1],
    ])
    expect([an.shape, negative.shape]).toEqual([
      [7, 7],
      [7, 7],
    ])
    // Each of the six positives led to a negative of its own.
    const semihard = pairs(choiceOf({ positives: positives.all(), negatives: negatives.semihard() }))
    expect([semihard.ap.shape, semihard.an.shape]).toEqual([
      [7, 6],
      [7, 6],
    ])
  })
})
