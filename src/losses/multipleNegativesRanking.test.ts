import { describe, expect, it } from 'vitest'
import { dot } from '../distances/dot.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { multipleNegativesRanking } from './multipleNegativesRanking.ts'
import { cos, told } from './plane.testing.ts'

/** Cross entropy of each row's diagonal entry, the mean over rows. */
function crossEntropy(scores: readonly (readonly number[])[]): number {
  const each = scores.map((row, i) => Math.log(row.reduce((sum, z) => sum + Math.exp(z), 0)) - row[i]!)
  return each.reduce((a, b) => a + b) / each.length
}

const anchors = [0, 80, 200]
const answers = [50, 120, 170]
const tower = { rows: answers, labels: [0, 1, 2] }
const scores = anchors.map((a) => answers.map((p) => 2 * cos(a - p)))
const turned = answers.map((_, j) => scores.map((row) => row[j]!))

describe('multiple negatives ranking', () => {
  it('of two towers is the cross entropy of each anchor with its own answer among all answers', async () => {
    const { loss, valid } = await told(multipleNegativesRanking({ scale: 2 }), anchors, [0, 1, 2], tower)
    expect(loss).toBeCloseTo(crossEntropy(scores), 5)
    expect(valid).toBe(1)
  })

  it('symmetric is the mean of that and of each answer among all anchors', async () => {
    const expected = (crossEntropy(scores) + crossEntropy(turned)) / 2
    for (const rule of [positives.easiest(), positives.all()]) {
      const loss = multipleNegativesRanking({ scale: 2, symmetric: true, positives: rule })
      expect((await told(loss, anchors, [0, 1, 2], tower)).loss).toBeCloseTo(expected, 5)
    }
  })

  it('has scale 20, and takes other similarities', async () => {
    const twenty = scores.map((row) => row.map((z) => 10 * z))
    expect((await told(multipleNegativesRanking(), anchors, [0, 1, 2], tower)).loss).toBeCloseTo(
      crossEntropy(twenty),
      4,
    )
    const once = multipleNegativesRanking({ scale: 2, distance: dot() })
    expect((await told(once, anchors, [0, 1, 2], tower)).loss).toBeCloseTo(crossEntropy(scores), 5)
  })

  it('in one batch lets a rule choose the positive, and holds no two of one class against one another', async () => {
    const { loss, valid } = await told(multipleNegativesRanking({ scale: 1 }), [0, 10, 40, 90], [0, 0, 0, 1])
    const each = [
      [cos(10), cos(90)],
      [cos(10), cos(80)],
      [cos(30), cos(50)],
    ].map(([own, other]) => Math.log1p(Math.exp(other! - own!)))
    expect(loss).toBeCloseTo(each.reduce((a, b) => a + b) / 3, 5)
    expect(valid).toBe(0.75)
  })

  it('honours a rule for negatives', async () => {
    const hardest = multipleNegativesRanking({ scale: 2, negatives: negatives.hardest() })
    const { loss } = await told(hardest, anchors, [0, 1, 2], tower)
    const worst = [cos(120), cos(30), cos(80)]
    const own = [cos(50), cos(40), cos(30)]
    const each = own.map((c, i) => Math.log1p(Math.exp(2 * (worst[i]! - c))))
    expect(loss).toBeCloseTo(each.reduce((a, b) => a + b) / 3, 5)
  })

  it('is 0 with gradient 0 without negatives, and without positives', async () => {
    for (const labels of [
      [1, 1, 1],
      [0, 1, 2],
    ]) {
      const { loss, valid, gradient } = await told(multipleNegativesRanking({ symmetric: true }), anchors, labels)
      expect([loss, valid, ...gradient.map(Math.abs)]).toEqual(Array(8).fill(0))
    }
  })

  it('refuses a scale that is not above 0', () => {
    expect(() => multipleNegativesRanking({ scale: 0 })).toThrow('scale must be a number above 0, got 0')
  })
})
