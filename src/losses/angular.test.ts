import { describe, expect, it } from 'vitest'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { angular } from './angular.ts'
import { cos, told } from './plane.testing.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
/** Of 45 degrees, whose tangent is 1: the cosines of a·n, p·n and a·p. */
const f = (an: number, pn: number, ap: number): number => 4 * (cos(an) + cos(pn)) - 4 * cos(ap)
const each = [
  Math.log(1 + Math.exp(f(80, 40, 40)) + Math.exp(f(150, 110, 40))),
  Math.log(1 + Math.exp(f(80, 150, 70)) + Math.exp(f(40, 110, 70))),
]

describe('angular loss', () => {
  it('is the logarithm of 1 and all negatives of each positive pair, on average', async () => {
    const { loss, valid, positive } = await told(angular({ ...everyPair, alpha: 45 }), [0, 40, 80, 150], [0, 0, 1, 1])
    expect(loss).toBeCloseTo((each[0]! + each[1]!) / 2, 5)
    expect(valid).toBe(1)
    expect(positive).toBeCloseTo(-(cos(40) + cos(70)) / 2, 5)
  })

  it('takes the negatives that its rule chooses', async () => {
    const made = angular({ alpha: 45, negatives: negatives.hardest() })
    const { loss } = await told(made, [0, 40, 80, 150], [0, 0, 1, 1])
    const hardest = [f(80, 40, 40), f(40, 80, 40), f(40, 110, 70), f(110, 40, 70)]
    expect(loss).toBeCloseTo(hardest.reduce((sum, x) => sum + Math.log1p(Math.exp(x)), 0) / 4, 5)
  })

  it('does not ask how long embeddings are, unless negatives are to stay raw', async () => {
    const rows = [
      [3, 0],
      [2 * cos(40), 2 * cos(50)],
      [0, 0.5],
    ]
    const labels = [0, 0, 1]
    const expected = (length: number): number => Math.log1p(Math.exp(4 * length * cos(50) - 4 * cos(40)))
    expect((await told(angular({ ...everyPair, alpha: 45 }), rows, labels)).loss).toBeCloseTo(expected(1), 5)
    const raw = angular({ ...everyPair, alpha: 45, rawNegatives: true })
    expect((await told(raw, rows, labels)).loss).toBeCloseTo(expected(0.5), 5)
    const one = angular({ negatives: negatives.hardest(), alpha: 45, rawNegatives: true })
    expect((await told(one, rows, labels)).loss).toBeCloseTo(expected(0.5), 5)
  })

  it('of references takes positives and negatives among them', async () => {
    const { loss } = await told(angular({ ...everyPair, alpha: 45 }), [0], [0], {
      rows: [40, 80, 150],
      labels: [0, 1, 1],
    })
    expect(loss).toBeCloseTo(each[0]!, 5)
  })

  it('is 0 with gradient 0 without negatives, and without positives', async () => {
    for (const labels of [
      [1, 1, 1],
      [0, 1, 2],
    ]) {
      const { loss, valid, gradient } = await told(angular(everyPair), [0, 60, 90], labels)
      expect([loss, valid, ...gradient.map(Math.abs)]).toEqual(Array(8).fill(0))
    }
  })

  it('refuses an angle that is none of a triangle', () => {
    expect(() => angular({ alpha: 90 })).toThrow('angular: alpha must be a number above 0 and below 90, got 90')
  })
})
