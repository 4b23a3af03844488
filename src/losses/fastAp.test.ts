import { describe, expect, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import { l2 } from '../distances/l2.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { fastAp } from './fastAp.ts'
import { cos, told } from './plane.testing.ts'

/** Squared distance of two directions, in bins of 0.4. */
const inBins = (angle: number): number => (2 - 2 * cos(angle)) / 0.4
const hat = (u: number, node: number): number => Math.max(0, 1 - Math.abs(u - node))

const everyPair = { positives: positives.all(), negatives: negatives.all() }

function expected(positives: number[], negatives: number[]): number {
  let sum = 0
  let [before, all] = [0, 0]
  for (let node = 0; node <= 10; node++) {
    const h = positives.reduce((total, angle) => total + hat(inBins(angle), node), 0)
    before += h
    all += h + negatives.reduce((total, angle) => total + hat(inBins(angle), node), 0)
    if (h > 0) sum += (h * before) / all
  }
  return 1 - sum / positives.length
}

describe('FastAP loss', () => {
  it('is 1 - the average precision of soft histograms, over the anchors that have positives', async () => {
    const { loss, valid } = await told(fastAp(everyPair), [0, 50, 80, 60], [0, 0, 0, 1])
    expect(loss).toBeCloseTo((expected([50, 80], [60]) + expected([50, 30], [10]) + expected([80, 30], [20])) / 3, 5)
    expect(valid).toBe(0.75)
  })

  it('with the easiest positives is of the nearest of each class, by default among all negatives', async () => {
    const batch = [
      [0, 50, 80, 60, 65],
      [0, 0, 0, 1, 1],
    ] as const
    const { loss } = await told(fastAp(), ...batch)
    const ofFirst = expected([50], [60, 65]) + expected([30], [10, 15]) + expected([30], [20, 15])
    const ofSecond = expected([5], [60, 10, 20]) + expected([5], [65, 15, 15])
    expect(loss).toBeCloseTo((ofFirst + ofSecond) / 5, 5)
    const hardest = await told(fastAp({ negatives: negatives.hardest() }), ...batch)
    const single = expected([50], [60]) + expected([30], [10]) + expected([30], [15])
    expect(hardest.loss).toBeCloseTo((single + expected([5], [10]) + expected([5], [15])) / 5, 5)
  })

  it('has a gradient that turns the anchor the way its value falls', async () => {
    const at = (angle: number) =>
      told(fastAp(everyPair), [angle], [0], { rows: [50, 80, 60, 33], labels: [0, 0, 1, 1] })
    const [here, up, down] = [await at(0), await at(0.2), await at(-0.2)]
    expect(here.gradient[1]).toBeCloseTo((up.loss - down.loss) / ((0.4 * Math.PI) / 180), 2)
  })

  it('is exactly 0 where every positive comes first, and without positives', async () => {
    for (const labels of [
      [0, 0, 1, 1],
      [0, 1, 2, 3],
    ]) {
      const { loss, gradient } = await told(fastAp(), [0, 10, 170, 180], labels)
      expect([loss, ...gradient.map(Math.abs)]).toEqual(Array(9).fill(0))
    }
  })

  it('divides l2 from 0 to 2', async () => {
    // In bins of 1: the positive at 0, the negative halfway between the nodes 1 and 2; then both at 2.
    const chord = (d: number): number => (2 * Math.asin(d / 2) * 180) / Math.PI
    const { loss } = await told(fastAp({ bins: 2, distance: l2() }), [0], [0], {
      rows: [90, chord(1.5)],
      labels: [0, 1],
    })
    // The positive at sqrt 2, of which 0.414 falls on node 2; the negative half on either.
    const [h1, h2] = [2 - Math.SQRT2, Math.SQRT2 - 1]
    expect(loss).toBeCloseTo(1 - (h1 * h1) / (h1 + 0.5) - h2 / 2, 4)
  })

  it('refuses distances without an end, and bins that are none', () => {
    expect(() => fastAp({ distance: l2({ normalize: false }) })).toThrow("l2 or squared l2, got 'raw_l2'")
    expect(() => fastAp({ distance: cosine() as never })).toThrow('holds for distances alone')
    expect(() => fastAp({ bins: 0 })).toThrow('fast-ap: bins must be a whole number at least 1, got 0')
  })
})
