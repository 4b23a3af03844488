import { describe, expect, it } from 'vitest'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { generalizedLiftedStructure } from './generalizedLiftedStructure.ts'
import { told } from './plane.testing.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const d = (angle: number): number => 2 * Math.sin((angle * Math.PI) / 360)
const logSum = (...xs: number[]): number => Math.log(xs.reduce((sum, x) => sum + Math.exp(x), 0))

describe('generalized lifted structure loss', () => {
  it('adds for each anchor the soft maximum of both sides, and takes the mean over all anchors', async () => {
    const { loss, valid } = await told(generalizedLiftedStructure(everyPair), [0, 40, 70, 130], [0, 0, 0, 1])
    const each = [
      logSum(d(40), d(70)) + 1 - d(130),
      logSum(d(40), d(30)) + 1 - d(90),
      logSum(d(70), d(30)) + 1 - d(60),
      // Alone in its class: 0 in place of its positives.
      logSum(1 - d(130), 1 - d(90), 1 - d(60)),
    ]
    expect(loss).toBeCloseTo(each.reduce((sum, x) => sum + Math.max(x, 0), 0) / 4, 5)
    expect(valid).toBe(1)
  })

  it('takes margins, and the pairs that its rules choose', async () => {
    const made = generalizedLiftedStructure({
      negatives: negatives.hardest(),
      positiveMargin: 0.1,
      negativeMargin: 0.8,
    })
    const { loss } = await told(made, [0, 40, 70, 130], [0, 0, 1, 1])
    const each = [d(40) - d(70), d(40) - d(30), d(60) - d(30), d(60) - d(90)].map((x) => Math.max(x + 0.7, 0))
    expect(loss).toBeCloseTo(each.reduce((a, b) => a + b) / 4, 5)
  })

  it('of references counts each anchor among them', async () => {
    const { loss } = await told(generalizedLiftedStructure(everyPair), [0, 90], [0, 1], {
      rows: [30, 80],
      labels: [0, 1],
    })
    expect(loss).toBeCloseTo((d(30) - d(80) + d(10) - d(60) + 2) / 2, 5)
  })

  it('is 0 for one sample alone, and where classes lie far apart', async () => {
    expect((await told(generalizedLiftedStructure(everyPair), [20], [3])).loss).toBe(0)
    const { loss, gradient } = await told(generalizedLiftedStructure(everyPair), [0, 0, 180, 180], [0, 0, 1, 1])
    expect([loss, ...gradient.map(Math.abs)]).toEqual(Array(9).fill(0))
  })
})
