import { describe, expect, it } from 'vitest'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { ntXent } from './ntXent.ts'
import { cos, told } from './plane.testing.ts'
import { supCon } from './supCon.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const t = 0.5

/** Mean of -ln of the softmax's share of each of the first numbers, among those and the others. */
const spread = (own: number[], others: number[]): number => {
  const whole = Math.log([...own, ...others].reduce((sum, c) => sum + Math.exp(c / t), 0))
  return own.reduce((sum, c) => sum + whole - c / t, 0) / own.length
}

describe('supervised contrastive loss', () => {
  it('is the mean over anchors of the cross entropy of an even spread over the positives', async () => {
    const { loss, valid } = await told(supCon({ ...everyPair, temperature: t }), [0, 60, 90, 180], [0, 0, 0, 1])
    const each = [
      spread([cos(60), cos(90)], [-1]),
      spread([cos(60), cos(30)], [cos(120)]),
      spread([cos(90), cos(30)], [cos(90)]),
    ]
    expect(loss).toBeCloseTo(each.reduce((a, b) => a + b) / 3, 5)
    expect(valid).toBe(0.75)
  })

  it('of one positive for each anchor is NT-Xent', async () => {
    const batch = [
      [3, 50, 100, 160, 230, 300],
      [0, 0, 1, 1, 2, 2],
    ] as const
    const [ours, other] = [
      await told(supCon({ temperature: t }), ...batch),
      await told(ntXent({ temperature: t }), ...batch),
    ]
    expect(ours.loss).toBeCloseTo(other.loss, 5)
    ours.gradient.forEach((g, i) => {
      expect(g).toBeCloseTo(other.gradient[i]!, 5)
    })
  })

  it('counts an anchor whose positive is as good as sure', async () => {
    // The cross entropy of the first two is 9e-14, of the third, among the fourth, ln 2.
    const { loss } = await told(supCon({ temperature: 1 / 15 }), [0, 0, 180, 180], [0, 0, 1, 2], {
      rows: [0, 180, 180],
      labels: [0, 1, 2],
    })
    expect(loss).toBeCloseTo(Math.log(2) / 2, 5)
  })

  it('is 0 with gradient 0 in a batch without negatives, or without positives', async () => {
    for (const labels of [
      [1, 1, 1],
      [0, 1, 2],
    ]) {
      const { loss, valid, gradient } = await told(supCon(everyPair), [0, 60, 90], labels)
      expect([loss, valid, ...gradient.map(Math.abs)]).toEqual(Array(8).fill(0))
    }
  })

  it('compares two towers', async () => {
    const rules = { ...everyPair, temperature: t }
    const { loss } = await told(supCon(rules), [0], [7], { rows: [60, 90, 180], labels: [7, 7, 8] })
    expect(loss).toBeCloseTo(spread([cos(60), cos(90)], [-1]), 5)
  })

  it('refuses a temperature that is not above 0', () => {
    expect(() => supCon({ temperature: 0 })).toThrow('sup-con: temperature must be a number above 0, got 0')
  })
})
