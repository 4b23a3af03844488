import { describe, expect, it } from 'vitest'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { contrastive } from './contrastive.ts'
import { crossBatchMemory } from './crossBatchMemory.ts'
import { hierarchical } from './hierarchical.ts'
import { margin } from './margin.ts'
import { drawn, steps } from './steps.testing.ts'
import { triplet } from './triplet.ts'
import { weightedSum } from './weightedSum.ts'

const { embeddings, labels: fine } = drawn('levels', { size: 8, dimension: 3, classes: 4 })
const coarse = fine.map((label) => label >> 1)
const both = { embeddings, labels: fine.flatMap((label, i) => [coarse[i]!, label]) }
const twoLevels = { labelShape: [2] }

describe('hierarchical', () => {
  it('is the weighted sum of each loss on the labels of its level', async () => {
    const loss = hierarchical([
      { loss: contrastive(), level: 0, weight: 0.5 },
      { loss: triplet(), level: 1 },
    ])
    const [found] = await steps(loss, [both], twoLevels)
    const [a] = await steps(contrastive(), [{ embeddings, labels: coarse }])
    const [b] = await steps(triplet(), [{ embeddings, labels: fine }])
    expect(found!.loss).toBeCloseTo(0.5 * a!.loss + b!.loss, 5)
    for (const [i, g] of found!.gradient.entries()) expect(g).toBeCloseTo(0.5 * a!.gradient[i]! + b!.gradient[i]!, 5)
  })

  it('lets a loss of a level have its memory, and a memory hold all levels', async () => {
    const batches = [both, { ...both, embeddings: drawn('later', { size: 8, dimension: 3, classes: 1 }).embeddings }]
    const options = { size: 16, dimension: 3 }
    const inside = hierarchical([{ loss: crossBatchMemory(contrastive(), options), level: 1 }])
    const around = crossBatchMemory(hierarchical([{ loss: contrastive(), level: 1 }]), { ...options, labelShape: [2] })
    const alone = crossBatchMemory(contrastive(), options)
    const [, expected] = await steps(
      alone,
      batches.map((batch) => ({ ...batch, labels: fine })),
    )
    for (const loss of [inside, around]) {
      const [, found] = await steps(loss, batches, twoLevels)
      expect(found!.loss).toBeCloseTo(expected!.loss, 6)
      for (const [i, g] of found!.gradient.entries()) expect(g).toBeCloseTo(expected!.gradient[i]!, 6)
    }
  })

  it('bounds the positives of a level where it is told to', async () => {
    const every = { positives: positives.all(), negatives: negatives.all(), margin: 1 }
    const of = (mostPositives: number) => hierarchical([{ loss: triplet(every), level: 0, mostPositives }])
    const [few] = await steps(of(1), [both], twoLevels)
    const [enough] = await steps(of(7), [both], twoLevels)
    const [plain] = await steps(triplet(every), [{ embeddings, labels: coarse }])
    expect(enough!.loss).toBeCloseTo(plain!.loss, 6)
    expect(few!.loss).not.toBeCloseTo(plain!.loss, 4)
  })

  it('knows the classes of each level, on which its losses must agree', () => {
    const of = (classes: number, level: number) => ({ loss: margin({ learnBeta: true, classes }), level })
    const loss = hierarchical([of(2, 0), of(4, 2), { loss: triplet(), level: 1 }])
    expect(loss.levels).toEqual([2, null, 4])
    expect(weightedSum([{ loss }, { loss: hierarchical([of(3, 1)]) }]).levels).toEqual([2, 3, 4])
    expect(() => hierarchical([of(2, 0), of(3, 0)])).toThrow(
      "hierarchical: losses of one label must agree on the number of classes of level 0, got '2 and 3'",
    )
  })

  it('refuses labels without its level, naming what there is', async () => {
    const loss = hierarchical([{ loss: triplet(), level: 2 }])
    await expect(steps(loss, [both], twoLevels)).rejects.toThrow(
      "hierarchical: labels must be [B, L] with L of at least 3, a column for each level, got '[8,2]'; give each sample a label for every level",
    )
    await expect(steps(loss, [{ embeddings, labels: fine }])).rejects.toThrow("got '[8]'")
    expect(() => hierarchical([{ loss: triplet(), level: -1 }])).toThrow(
      'the level of triplet must be a whole number from 0',
    )
    expect(() => hierarchical([])).toThrow('hierarchical: needs at least one loss')
  })
})
