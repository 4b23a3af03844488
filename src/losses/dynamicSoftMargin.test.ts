import { describe, expect, it } from 'vitest'
import { l2 } from '../distances/l2.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { floats } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { dynamicSoftMargin } from './dynamicSoftMargin.ts'
import { directions } from './plane.testing.ts'
import { steps } from './steps.testing.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const d = (angle: number): number => 2 * Math.sin((angle * Math.PI) / 360)
const batch = (angles: number[], labels = [0, 0, 1]) => ({ embeddings: directions(angles), labels })
/** Two triplets of a positive at 60 degrees: their x. */
const first = [d(60) - d(100), d(60) - d(40)]
const second = [d(60) - d(150), d(60) - d(90)]

/** Four bins of 1 from -2 to 2: the histogram of some x. */
function histogramOf(xs: number[]): number[] {
  return [-2, -1, 0, 1, 2].map(
    (node) => xs.reduce((sum, x) => sum + Math.max(0, 1 - Math.abs(x - node)), 0) / xs.length,
  )
}

/** Each x weighs by the running sum up to the node below it. */
function expected(xs: number[], histogram: number[]): number {
  const cdf = (x: number): number => histogram.slice(0, Math.floor(x + 2) + 1).reduce((a, b) => a + b, 0)
  return xs.reduce((sum, x) => sum + cdf(x) * x, 0) / xs.length
}

const near = (xs: number[]): unknown[] => xs.map((x) => expect.closeTo(x, 5))

describe('dynamic soft margin loss', () => {
  it('weighs each triplet by the share of those that are easier, by a histogram that it remembers', async () => {
    const made = dynamicSoftMargin({ ...everyPair, bins: 4, momentum: 0.25 })
    const [one, two] = await steps(made, [batch([0, 60, 100]), batch([0, 60, 150])])
    const fresh = histogramOf(first)
    expect(one!.loss).toBeCloseTo(expected(first, fresh), 5)
    expect(one!.memory.histogram).toEqual(near(fresh))
    const mixed = histogramOf(second).map((h, i) => 0.75 * fresh[i]! + 0.25 * h)
    expect(two!.loss).toBeCloseTo(expected(second, mixed), 5)
    expect(two!.memory.histogram).toEqual(near(mixed))
  })

  it('lets its gradient flow through the histogram of the batch', async () => {
    const made = dynamicSoftMargin({ ...everyPair, bins: 4 })
    const [here, up, down] = await steps(
      { ...made, of: (of) => made.of(of, { histogram: empty }) },
      [0, 0.5, -0.5].map((by) => batch([by, 60, 100])),
    )
    expect(here!.gradient[1]).toBeCloseTo((up!.loss - down!.loss) / (Math.PI / 180), 3)
  })

  it('remembers what it had, with loss and gradient 0, where a batch has no triplet', async () => {
    const made = dynamicSoftMargin({ ...everyPair, bins: 4 })
    const [one, two, three] = await steps(made, [
      batch([0, 60, 100], [0, 1, 2]),
      batch([0, 60, 100]),
      batch([0, 60, 150], [0, 1, 2]),
    ])
    expect(one!.memory.histogram).toEqual([0, 0, 0, 0, 0])
    for (const { loss, valid, gradient } of [one!, three!])
      expect([loss, valid, ...gradient.map(Math.abs)]).toEqual(Array(8).fill(0))
    expect(three!.memory).toEqual(two!.memory)
  })

  it('is 0 on one point', async () => {
    const made = dynamicSoftMargin()
    const [one] = await steps(made, [batch([5, 5, 5])])
    expect(one!.loss).toBeCloseTo(made.whenCollapsed!, 6)
  })

  it('stays finite where x lies beyond the histogram', async () => {
    const made = dynamicSoftMargin({ ...everyPair, distance: l2({ normalize: false }), minimum: -1 })
    const [one] = await steps(made, [{ embeddings: [[0], [5], [2], [90]], labels: [0, 0, 1, 1] }])
    expect([one!.loss, ...one!.gradient].every(Number.isFinite)).toBe(true)
  })

  it('refuses a histogram that does not begin below 0', () => {
    expect(() => dynamicSoftMargin({ minimum: 0 })).toThrow(
      'dynamic-soft-margin: minimum must be a number below 0, got 0',
    )
  })
})

const empty = constant(floats(new Float32Array(5)))
