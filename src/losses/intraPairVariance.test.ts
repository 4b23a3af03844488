import { describe, expect, it } from 'vitest'
import { l2 } from '../distances/l2.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { intraPairVariance } from './intraPairVariance.ts'
import { cos, told } from './plane.testing.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const mean = (xs: number[]): number => xs.reduce((a, b) => a + b, 0) / xs.length
const squares = (xs: number[]): number => mean(xs.map((x) => Math.max(x, 0) ** 2))
const angles = [0, 20, 100, 160]
const labels = [0, 0, 1, 1]

describe('intra-pair variance loss', () => {
  it('is the mean square by which positives are less alike than on average, and negatives more', async () => {
    const made = intraPairVariance({ ...everyPair, positiveEpsilon: 0.1, negativeEpsilon: 0.2 })
    const { loss } = await told(made, angles, labels)
    const [p, n] = [[20, 60].map(cos), [100, 160, 80, 140].map(cos)]
    const pull = squares(p.map((s) => 0.9 * mean(p) - s))
    expect(loss).toBeCloseTo(pull + squares(n.map((s) => s - 1.2 * mean(n))), 5)
  })

  it('of a distance turns everything around', async () => {
    const made = intraPairVariance({ ...everyPair, positiveEpsilon: 0.1, negativeEpsilon: 0.2, distance: l2() })
    const { loss } = await told(made, angles, labels)
    const chord = (angle: number): number => 2 * Math.sin((angle * Math.PI) / 360)
    const [p, n] = [[20, 60].map(chord), [100, 160, 80, 140].map(chord)]
    const pull = squares(p.map((d) => d - 1.1 * mean(p)))
    expect(loss).toBeCloseTo(pull + squares(n.map((d) => 0.8 * mean(n) - d)), 5)
  })

  it('moves the mean too', async () => {
    const made = intraPairVariance({ ...everyPair, positiveEpsilon: 0.1 })
    const at = (angle: number) => told(made, [angle], [0], { rows: [20, 60], labels: [0, 0] })
    const [here, up, down] = [await at(0), await at(0.5), await at(-0.5)]
    expect(here.gradient[1]).toBeCloseTo((up.loss - down.loss) / (Math.PI / 180), 3)
  })

  it('is 0 with gradient 0 where all pairs of a side are equally alike, or there are none', async () => {
    for (const [rows, labels] of [
      [
        [10, 10, 80, 80],
        [0, 0, 1, 1],
      ],
      [[10], [0]],
    ] as const) {
      const { loss, gradient } = await told(intraPairVariance(everyPair), rows, labels)
      expect([loss, ...gradient.map(Math.abs)]).toEqual(Array(1 + 2 * rows.length).fill(0))
    }
  })
})
