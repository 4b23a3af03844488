import { describe, expect, it } from 'vitest'
import { contrastive } from '../losses/contrastive.ts'
import { crossBatchMemory } from '../losses/crossBatchMemory.ts'
import type { Loss } from '../losses/loss.ts'
import { margin } from '../losses/margin.ts'
import { triplet } from '../losses/triplet.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { tripletsGiven } from '../pairs/relations/tripletsGiven.ts'
import { floats } from '../tensor/array.ts'
import type { LossResult, OpenLossOptions } from './openLoss.ts'
import { openLoss } from './openLoss.ts'

type Given = Parameters<Awaited<ReturnType<typeof openLoss>>['run']>[0]

/** What a loss says of one batch after the other. */
async function asked(loss: Loss, options: OpenLossOptions, ...batches: Given[]): Promise<LossResult[]> {
  const opened = await openLoss(loss, { threads: 1, ...options })
  try {
    const results: LossResult[] = []
    for (const batch of batches) results.push(await opened.run(batch))
    return results
  } finally {
    await opened.close()
  }
}

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const four = { embeddings: Float32Array.of(1, 0, 0, 1, 1, 0, -1, 0), labels: [0, 0, 1, 1] }
const form = { batch: 4, dimension: 2 }

describe('openLoss', () => {
  it('gives value, gradients and report of typed arrays', async () => {
    // Pairs 0-1 at sqrt 2, 2-3 at 2; 0-2 at 0, 0-3 at 2, 1-2 and 1-3 at sqrt 2.
    const [found] = await asked(contrastive({ ...everyPair, negativeMargin: 0.5 }), form, four)
    expect(found!.loss).toBeCloseTo((2 * Math.SQRT2 + 4) / 4 + 0.5, 5)
    expect(found!.report).toMatchObject({
      valid: 1,
      active: expect.closeTo(6 / 12, 6),
      positive: expect.closeTo(1.7071, 3),
    })
    // Anchor 1 is drawn to sample 0 from both ends, across the circle: along -x by 2 / 4 of the pull.
    expect(found!.gradient).toHaveLength(8)
    expect(found!.gradient[2]).toBeCloseTo(-0.5 / Math.SQRT2, 5)
    expect(found!.referenceGradient).toHaveLength(0)
  })

  it("gives the gradients of the loss's own parameters, which stay as they were given", async () => {
    const beta = floats([1, 1.5], [2])
    const loss = margin({ ...everyPair, learnBeta: true, classes: 2, margin: 0.1 })
    const opened = await openLoss(loss, { ...form, parameters: { beta }, threads: 1 })
    expect(opened.parameters.beta).toBe(beta)
    const first = await opened.run(four)
    const counted = first.parameterGradients.beta!
    expect(counted).toHaveLength(2)
    expect(counted[0]).not.toBe(0)
    expect((await opened.run(four)).parameterGradients.beta).toEqual(counted)
    await opened.close()
    const moved = async (by: number): Promise<number> =>
      (await asked(loss, { ...form, parameters: { beta: floats([1 + by, 1.5]) } }, four))[0]!.loss
    expect(counted[0]).toBeCloseTo(((await moved(0.01)) - (await moved(-0.01))) / 0.02, 3)
  })

  it('remembers between calls what the loss remembers', async () => {
    const loss = crossBatchMemory(contrastive(everyPair), { size: 8, dimension: 2 })
    const [first, second] = await asked(loss, form, four, four)
    expect(first!.loss).toBeCloseTo((await asked(contrastive(everyPair), form, four))[0]!.loss, 5)
    // The second time there are three positives: the partner, the same sample of before at distance 0, the partner of before.
    expect(second!.report.positive).toBeCloseTo((first!.report.positive * 2) / 3, 5)
  })

  it('draws fresh noise in each call, the same for the same seed', async () => {
    const loss = margin({ negatives: negatives.distanceWeighted() })
    const random = Float32Array.from({ length: 64 }, (_, i) => Math.sin(i * i))
    const batch = { embeddings: random, labels: Array.from({ length: 16 }, (_, i) => i % 4) }
    const of = (seed: number) => asked(loss, { batch: 16, dimension: 4, seed }, batch, batch)
    const [a, b, c] = [await of(1), await of(1), await of(2)]
    expect(a).toEqual(b)
    expect(a[0]!.loss).not.toBe(a[1]!.loss)
    expect(a[0]!.loss).not.toBe(c[0]!.loss)
  })

  it('takes references, with their gradient, and relations', async () => {
    const one = { embeddings: [1, 0], labels: [0] }
    const references = { embeddings: [0, 1, 1, 0], labels: [0, 1] }
    const options = { batch: 1, dimension: 2, references: 2 }
    const [found] = await asked(triplet({ ...everyPair, margin: 0.2 }), options, { ...one, references })
    expect(found!.loss).toBeCloseTo(Math.SQRT2 + 0.2, 5)
    expect(Array.from(found!.referenceGradient).some((g) => g !== 0)).toBe(true)
    const given = { embeddings: [1, 0, 0, 1, -1, 0], labels: [0, 0, 0] }
    const [third] = await asked(triplet(everyPair), { batch: 3, dimension: 2, relation: tripletsGiven }, given)
    expect(third!.report.valid).toBeCloseTo(1 / 3, 6)
  })

  it.each<[string, Partial<Given>, string]>([
    [
      'labels that are no integers',
      { labels: [0, 0.5, 1, 1] },
      'labels must be whole numbers, got 0.5; number the classes from 0',
    ],
    [
      'a negative label',
      { labels: [0, 0, -2, 1] },
      "labels must be 0 .. 1, one for each of the 2 classes of margin, got '-2 of sample 2'",
    ],
    [
      'a label beyond the classes',
      { labels: [0, 0, 1, 2] },
      "labels must be 0 .. 1, one for each of the 2 classes of margin, got '2 of sample 3'",
    ],
    [
      'too many labels',
      { labels: [0, 0, 1, 1, 1] },
      "labels must be [4], for 4 samples, got '5 numbers'; give each sample its label",
    ],
    [
      'NaN',
      { embeddings: [1, 0, 0, Number.NaN, 1, 0, 0, 1] },
      "embeddings must be finite, got 'NaN in row 1, column 1'",
    ],
    [
      'infinity',
      { embeddings: [-Infinity, 0, 0, 1, 1, 0, 0, 1] },
      "embeddings must be finite, got '-Infinity in row 0, column 0'",
    ],
    [
      'embeddings of another dimension',
      { embeddings: [1, 0, 0, 1, 1, 0, 0, 1, 1, 1, 1, 1] },
      "embeddings must be [4, 2], 8 numbers, got '12 numbers'; give as many rows",
    ],
    [
      'references that were not announced',
      { references: four },
      'references are for a loss opened with references; say how many',
    ],
  ])('refuses %s', async (_, wrong, message) => {
    const loss = margin({ learnBeta: true, classes: 2 })
    await expect(asked(loss, form, { ...four, ...wrong })).rejects.toThrow(`openLoss: ${message}`)
  })

  it('refuses a batch of one, another number of classes, and parameters that the loss has not', async () => {
    const loss = margin({ learnBeta: true, classes: 2 })
    await expect(openLoss(loss, { ...form, batch: 1 })).rejects.toThrow(
      'openLoss: a batch must have 2 samples or more: one alone has nothing to be compared with, got 1; open margin for more',
    )
    await expect(openLoss(loss, { ...form, classes: 5 })).rejects.toThrow(
      'margin is made for 2 classes: the data must have as many, got 5',
    )
    await expect(openLoss(loss, { ...form, dimension: 0.5 })).rejects.toThrow(
      'dimension must be a whole number from 1, got 0.5',
    )
    const of = (parameters: OpenLossOptions['parameters']) => openLoss(loss, { ...form, parameters: parameters! })
    await expect(of({ gamma: floats([1]) })).rejects.toThrow('the loss has no parameter gamma')
    await expect(of({ beta: floats([1]) })).rejects.toThrow("parameter beta must be float32 [2], got 'float32 [1]'")
    await expect(asked(triplet(), { ...form, references: 2 }, four)).rejects.toThrow(
      'openLoss: references must be given',
    )
  })
})
