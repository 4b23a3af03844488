import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { l2 } from '../distances/l2.ts'
import { reduceSum } from '../ops/index.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import type { Rules } from '../pairs/rule.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats, ints } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import { softRanks } from './softRanks.ts'

const sigma = (x: number): number => 1 / (1 + Math.exp(-x))
const line = l2({ normalize: false })
const everyPair: Rules = { positives: positives.all(), negatives: negatives.all() }

/** Of places on a line, the temperature 1. */
async function told(
  places: readonly number[],
  labels: readonly number[],
  mostPositives: number,
  withAnchor = false,
  rules: Rules = everyPair,
) {
  const embeddings = input('e', 'float32', [places.length, 1])
  const batch = { embeddings, labels: constant(ints(labels)), mostPositives }
  const ranks = softRanks(batch, line, { rules, temperature: 1, withAnchor })
  const { negatives, positives, positive, counts } = ranks
  const [gradient] = grad(reduceSum(ranks.meanOfPositives(negatives)), [embeddings])
  const mean = ranks.meanOfPositives(negatives)
  const outputs = { negatives, positives, positive, counts, mean, gradient: gradient! }
  const found = await evaluate(outputs, { e: floats(places, [places.length, 1]) })
  return Object.fromEntries(Object.entries(found).map(([name, { data }]) => [name, Array.from(data as Float32Array)]))
}

const near = (xs: readonly number[]): unknown[] => xs.map((x) => expect.closeTo(x, 5))

describe('soft ranks', () => {
  it('count the negatives and the other positives that are nearer, by a sigmoid each', async () => {
    const { negatives, positives, mean } = await told([0, 1, 3, 2], [0, 0, 0, 1], 2)
    // The first anchor: positives at 1 and 3, the negative at 2.
    expect(negatives!.slice(0, 2)).toEqual(near([sigma(1 - 2), sigma(3 - 2)]))
    expect(positives!.slice(0, 2)).toEqual(near([sigma(1 - 3), sigma(3 - 1)]))
    expect(mean![0]).toBeCloseTo((sigma(-1) + sigma(1)) / 2, 5)
  })

  it('have a gradient on both sides of each comparison', async () => {
    const { gradient } = await told([0, 1, 2.5], [0, 0, 1], 1)
    // Anchor 0: σ(1 - 2.5); anchor 1: σ(1 - 1.5).
    const slope = (x: number): number => sigma(x) * (1 - sigma(x))
    const [a, b] = [slope(-1.5), slope(-0.5)]
    expect(gradient).toEqual(near([-b, a + 2 * b, -a - b]))
  })

  it('with the anchor have it as first positive, at distance 0', async () => {
    const { negatives, positives, positive, counts } = await told([0, 1, 2], [0, 0, 1], 1, true)
    expect(positive!.slice(0, 2)).toEqual([1, 1])
    expect(negatives!.slice(0, 2)).toEqual(near([sigma(-2), sigma(-1)]))
    expect(positives!.slice(0, 2)).toEqual(near([sigma(-1), sigma(1)]))
    expect(counts).toEqual([1, 1, 0])
  })

  it('count nothing that is not there', async () => {
    const { negatives, positive } = await told([0, 1, 2], [0, 0, 0], 2)
    expect(positive).toEqual([1, 1, 1, 1, 1, 1])
    expect(Math.max(...negatives!)).toBeLessThan(1e-9)
  })

  it('are of the chosen positives among the chosen negatives', async () => {
    // Of anchor 0 the positive at 1 alone, and of the negatives at 2 and 5 the farther.
    const rules = { positives: positives.easiest(), negatives: negatives.easiest() }
    const { negatives: before, positives: others } = await told([0, 1, 3, 2, 5], [0, 0, 0, 1, 1], 2, false, rules)
    expect(before![0]).toBeCloseTo(sigma(1 - 5), 5)
    expect(others![0]).toBeCloseTo(0, 5)
  })

  it('of negatives measured from a positive count them for that one, and none for the anchor itself', async () => {
    // The nearest beyond 1 is 2, beyond 3 it is 5; beyond 6 there is none, and that positive does not count.
    const rules = { positives: positives.all(), negatives: negatives.semihard() }
    const places = [0, 1, 3, 6, 2, 5]
    const labels = [0, 0, 0, 0, 1, 1]
    const found = await told(places, labels, 3, false, rules)
    expect(found.positive!.slice(0, 3)).toEqual([1, 1, 0])
    expect(found.negatives!.slice(0, 2)).toEqual(near([sigma(1 - 2), sigma(3 - 5)]))
    expect(found.positives!.slice(0, 2)).toEqual(near([sigma(1 - 3), sigma(3 - 1)]))
    expect(found.mean![0]).toBeCloseTo((sigma(-1) + sigma(-2)) / 2, 5)
    const withAnchor = await told(places, labels, 3, true, rules)
    expect(withAnchor.negatives!.slice(0, 3)).toEqual(near([0, sigma(1 - 2), sigma(3 - 5)]))
  })

  it('of positives measured from negatives have each of them once', async () => {
    // The farthest positive nearer than 2 is 1; nearer than 5 and than 5.5 it is 3.
    const rules = { positives: positives.semihard(), negatives: negatives.all() }
    const found = await told([0, 1, 3, 6, 2, 5, 5.5], [0, 0, 0, 0, 1, 1, 2], 3, false, rules)
    expect(found.positive!.slice(0, 3)).toEqual([1, 1, 0])
    expect(found.negatives!.slice(0, 2)).toEqual(near([sigma(1 - 2), sigma(3 - 5) + sigma(3 - 5.5)]))
    expect(found.positives!.slice(0, 2)).toEqual(near([sigma(1 - 3), sigma(3 - 1)]))
  })
})
