import { describe, expect, it } from 'vitest'
import { l2 } from '../distances/l2.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { multiSimilarity } from './multiSimilarity.ts'
import { cos, told } from './plane.testing.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const some = { ...everyPair, alpha: 2, beta: 10, base: 0.5 }

/** 1/k ln(1 + sum of e^kv). */
const soft = (k: number, ...v: number[]): number => Math.log1p(v.reduce((sum, x) => sum + Math.exp(k * x), 0)) / k

describe('multi-similarity', () => {
  it('is the mean over anchors of a soft bound on positives and one on negatives', async () => {
    const { loss, valid, positive, negative } = await told(multiSimilarity(some), [0, 60, 90], [0, 0, 1])
    // Positives at a cosine of 0.5, just at the base; the third has none.
    const each = [
      soft(2, 0) + soft(10, cos(90) - 0.5),
      soft(2, 0) + soft(10, cos(30) - 0.5),
      soft(10, cos(90) - 0.5, cos(30) - 0.5),
    ]
    expect(loss).toBeCloseTo(each.reduce((a, b) => a + b) / 3, 5)
    expect(valid).toBe(1)
    expect(positive).toBeCloseTo(-0.5, 5)
    expect(negative).toBeCloseTo(-cos(30) / 2, 5)
  })

  it('counts an anchor without pairs as 0', async () => {
    const { loss, valid } = await told(
      multiSimilarity({ ...some, negatives: negatives.hardest(), positives: positives.hardest() }),
      [0, 60, 90],
      [0, 0, 1],
    )
    expect(loss).toBeCloseTo((2 * soft(2, 0) + soft(10, -0.5) + soft(10, cos(30) - 0.5)) / 3, 5)
    expect(valid).toBeCloseTo(2 / 3, 6)
  })

  it('of a distance has the base as a distance: positives nearer, negatives farther', async () => {
    const { loss } = await told(multiSimilarity({ ...some, base: 1.2, distance: l2() }), [0, 60, 180], [0, 0, 1])
    const [pull, one, two] = [soft(2, 1 - 1.2), 1.2 - 2, 1.2 - Math.sqrt(3)]
    expect(loss).toBeCloseTo((2 * pull + soft(10, one) + soft(10, two) + soft(10, one, two)) / 3, 5)
  })

  it('compares two towers', async () => {
    const { loss } = await told(multiSimilarity(some), [0, 90], [0, 1], { rows: [60, 180], labels: [0, 1] })
    const first = soft(2, 0) + soft(10, -1.5)
    const second = soft(2, 0.5) + soft(10, cos(30) - 0.5)
    expect(loss).toBeCloseTo((first + second) / 2, 5)
  })

  it('is next to its least where classes lie on points, far apart', async () => {
    const { loss } = await told(multiSimilarity(everyPair), [0, 0, 180, 180], [0, 0, 1, 1])
    expect(loss).toBeCloseTo(soft(2, -0.5), 5)
  })

  it.each([
    [{ alpha: 0 }, 'multi-similarity: alpha must be a number above 0, got 0'],
    [{ beta: -1 }, 'multi-similarity: beta must be a number above 0, got -1'],
    [{ base: Number.NaN }, 'multi-similarity: base must be a number, got NaN'],
  ])('refuses %o', (options, message) => {
    expect(() => multiSimilarity(options)).toThrow(message)
  })
})
