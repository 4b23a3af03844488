import { describe, expect, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { liftedStructure } from './liftedStructure.ts'
import { cos, told } from './plane.testing.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const d = (angle: number): number => 2 * Math.sin((angle * Math.PI) / 360)
const half = (x: number): number => Math.max(x, 0) ** 2 / 2
const angles = [0, 50, 80, 200]
const labels = [0, 0, 1, 1]

describe('lifted structure loss', () => {
  it('weighs each positive pair against the negatives of both its ends, and takes the mean of the squares', async () => {
    const push = Math.log(Math.exp(1 - d(80)) + Math.exp(1 - d(160)) + Math.exp(1 - d(30)) + Math.exp(1 - d(150)))
    const { loss, valid, active } = await told(liftedStructure(everyPair), angles, labels)
    expect(loss).toBeCloseTo((half(d(50) + push) + half(d(120) + push)) / 2, 5)
    expect([valid, active]).toEqual([1, 1])
  })

  it('takes a margin off the distance of positives, and asks one of negatives', async () => {
    const push = Math.log(Math.exp(0.2 - d(90)) + Math.exp(0.2 - d(40)))
    const made = liftedStructure({ ...everyPair, positiveMargin: 0.1, negativeMargin: 0.2 })
    expect((await told(made, [0, 50, 90], [0, 0, 1])).loss).toBeCloseTo(half(d(50) - 0.1 + push), 5)
  })

  it('is 0 where the negatives are far enough, and without any', async () => {
    for (const labels of [
      [0, 0, 1],
      [0, 0, 0],
    ]) {
      const { loss, gradient } = await told(liftedStructure({ ...everyPair, negativeMargin: 0.5 }), [0, 5, 180], labels)
      expect([loss, ...gradient.map(Math.abs)]).toEqual(Array(7).fill(0))
    }
  })

  it('of references knows the negatives of those alone that are anchors', async () => {
    const alone = await told(liftedStructure(everyPair), [0], [0], { rows: [50, 90], labels: [0, 1] })
    expect(alone.loss).toBeCloseTo(half(d(50) + 1 - d(90)), 5)
    const itself = { rows: angles, labels, beginWithBatch: true }
    const whole = await told(liftedStructure(everyPair), angles, labels, itself)
    expect(whole.loss).toBeCloseTo((await told(liftedStructure(everyPair), angles, labels)).loss, 5)
    const more = await told(liftedStructure(everyPair), [0, 90], [0, 1], {
      rows: [0, 90, 50],
      labels: [0, 1, 0],
      beginWithBatch: true,
    })
    expect(more.loss).toBeCloseTo(half(d(50) + 1 - d(90)), 5)
  })

  it('of a similarity has the inequality turned around', async () => {
    const made = liftedStructure({ ...everyPair, distance: cosine(), positiveMargin: 1, negativeMargin: 0 })
    const push = Math.log(Math.exp(cos(90)) + Math.exp(cos(40)))
    expect((await told(made, [0, 50, 90], [0, 0, 1])).loss).toBeCloseTo(half(1 - cos(50) + push), 5)
  })
})
