import { describe, expect, it } from 'vitest'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { random } from '../random.ts'
import { floats, ints } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { contrastive } from './contrastive.ts'
import { crossBatchMemory } from './crossBatchMemory.ts'
import { margin } from './margin.ts'
import { drawn, steps } from './steps.testing.ts'
import { triplet } from './triplet.ts'

const everyPair = { positives: positives.all(), negatives: negatives.all() }

/** Four batches of three samples, and a memory of five: it is full in the second step, and turns over. */
const fourBatches = [
  {
    embeddings: [
      [3, 4],
      [1, 0],
      [0, 2],
    ],
    labels: [0, 1, 0],
  },
  {
    embeddings: [
      [1, 1],
      [-1, 2],
      [2, -1],
    ],
    labels: [1, 1, 2],
  },
  {
    embeddings: [
      [0, -1],
      [4, 3],
      [-3, -4],
    ],
    labels: [0, 2, 2],
  },
  {
    embeddings: [
      [1, -2],
      [2, 2],
      [5, 0],
    ],
    labels: [1, 0, 2],
  },
]

/** What pytorch-metric-learning's CrossBatchMemory gives, memory_size 5, in float64. */
const theirs = {
  contrastive: {
    loss: contrastive({ ...everyPair, positiveMargin: 0.1, negativeMargin: 1.3 }),
    values: [0.9380283, 1.5967335, 1.9372239, 1.6061719],
    gradients: [
      [0.1474488, -0.1105866, 0.0, 0.4472136, -0.2371708, 0.0],
      [-0.0253434, 0.0253434, -0.0558374, -0.0279187, 0.0713796, 0.1427593],
      [-0.0245081, 0.0, -0.0527947, 0.070393, 0.0066606, -0.0049954],
      [0, 0.0, 0.0800568, -0.0800568, 0.0, -0.047706],
    ],
  },
  triplet: {
    loss: triplet({ ...everyPair, margin: 0.3 }),
    values: [0.0380283, 0.6599499, 0.7318152, 0.8426561],
    gradients: [
      [0.2948977, -0.2211733, 0.0, 0.0, 0.0, 0.0],
      [-0.0281593, 0.0281593, 0.0266681, 0.013334, 0.0, 0.0],
      [0.0, 0.0, -0.0380877, 0.0507836, -0.0164213, 0.012316],
      [0.0, 0.0, 0.0, 0.0, 0, 0.0628568],
    ],
  },
}

describe('cross-batch memory', () => {
  it.each([
    'contrastive',
    'triplet',
  ] as const)('of %s has the values of pytorch-metric-learning, step by step', async (name) => {
    const { loss, values, gradients } = theirs[name]
    const found = await steps(crossBatchMemory(loss, { size: 5, dimension: 2 }), fourBatches)
    for (const [i, step] of found.entries()) {
      expect(step.loss).toBeCloseTo(values[i]!, 5)
      for (const [j, g] of step.gradient.entries()) expect(g).toBeCloseTo(gradients[i]![j]!, 5)
    }
  })

  it('remembers the newest batch first, of the oldest its last rows, and how many there are', async () => {
    const [first, second] = await steps(crossBatchMemory(triplet(), { size: 5, dimension: 2 }), fourBatches)
    expect(first!.memory).toEqual({ embeddings: [3, 4, 1, 0, 0, 2, 0, 0, 0, 0], labels: [0, 1, 0, 0, 0], count: [3] })
    expect(second!.memory).toEqual({
      embeddings: [1, 1, -1, 2, 2, -1, 1, 0, 0, 2],
      labels: [1, 1, 2, 1, 0],
      count: [5],
    })
  })

  it('of one batch alone is the loss of the batch against itself held constant', async () => {
    const [batch] = [drawn('alone', { size: 8, dimension: 3, classes: 3 })]
    const { embeddings, labels } = batch
    const references = {
      embeddings: constant(floats(embeddings.flat(), [8, 3])),
      labels: constant(ints(labels)),
      beginWithBatch: true,
    }
    const [expected] = await steps(contrastive(), [batch], { references })
    const [found] = await steps(crossBatchMemory(contrastive(), { size: 8, dimension: 3 }), [batch])
    expect({ ...found, memory: {} }).toEqual(expected)
    const [plain] = await steps(contrastive(), [batch])
    expect(found!.loss).toBeCloseTo(plain!.loss, 6)
    expect(found!.gradient).not.toEqual(plain!.gradient)
  })

  it('lets the easiest positive come from batch and memory alike, as a slow loop over both', async () => {
    const batches = Array.from({ length: 6 }, (_, i) => drawn(`easiest ${i}`, { size: 6, dimension: 4, classes: 4 }))
    const loss = contrastive({ negativeMargin: 1.2 })
    const found = await steps(crossBatchMemory(loss, { size: 16, dimension: 4 }), batches)
    let queue: Sample[] = []
    for (const [i, batch] of batches.entries()) {
      const entering = batch.embeddings.map((x, row) => ({ x, label: batch.labels[row]! }))
      queue = [...queue, ...entering].slice(-16)
      expect(found[i]!.loss).toBeCloseTo(slowContrastive(batch.embeddings, batch.labels, queue, 1.2), 5)
      for (const [row, x] of batch.embeddings.entries())
        for (const k of x.keys()) {
          const [up, down] = [1e-5, -1e-5].map((by) => {
            const moved = batch.embeddings.map((other, r) =>
              r === row ? other.map((v, c) => (c === k ? v + by : v)) : other,
            )
            return slowContrastive(moved, batch.labels, queue, 1.2)
          })
          expect(found[i]!.gradient[row * 4 + k]).toBeCloseTo((up! - down!) / 2e-5, 4)
        }
    }
  })

  it('keeps the parameters and the memory of the loss it is around', async () => {
    const loss = crossBatchMemory(margin({ learnBeta: true, classes: 4 }), { size: 12, dimension: 3 })
    expect(Object.keys(loss.init(random(0)).parameters)).toEqual(['beta'])
    expect(loss.classes).toBe(4)
    const batches = [1, 2].map((i) => drawn(`margin ${i}`, { size: 6, dimension: 3, classes: 4 }))
    const noise = (_: string, shape: readonly number[]) =>
      constant(floats(new Float32Array(shape[0]! * shape[1]!).fill(0.5), shape))
    const [, second] = await steps(loss, batches, { noise })
    expect(second!.own.beta!.some((g) => g !== 0)).toBe(true)
  })

  it('takes of more positives than it is told the newest', async () => {
    const batches = [1, 2, 3].map((i) => drawn(`most ${i}`, { size: 4, dimension: 3, classes: 2 }))
    const loss = triplet({ ...everyPair, margin: 1 })
    const last = async (mostPositives?: number): Promise<number> => {
      const options = { size: 12, dimension: 3, ...(mostPositives ? { mostPositives } : {}) }
      return (await steps(crossBatchMemory(loss, options), batches)).at(-1)!.loss
    }
    expect(await last(11)).toBeCloseTo(await last(), 6)
    expect(await last(1)).not.toBeCloseTo(await last(), 3)
  })

  it('refuses what does not fit, naming it', async () => {
    const [batch] = fourBatches
    const run = (size: number, dimension: number, rest = {}) =>
      steps(crossBatchMemory(triplet(), { size, dimension }), [batch!], rest)
    await expect(run(2, 2)).rejects.toThrow(/size must be at least that of a batch, 3: .*, got 2; enlarge the memory/)
    await expect(run(5, 3)).rejects.toThrow('dimension must be that of the embeddings, 2, got 3')
    await expect(run(5, 2, { references: {} })).rejects.toThrow('not with other references')
    expect(() => crossBatchMemory(triplet(), { size: 0, dimension: 2 })).toThrow(
      'size must be a whole number from 1, got 0',
    )
    const nested = crossBatchMemory(crossBatchMemory(triplet(), { size: 5, dimension: 2 }), { size: 5, dimension: 2 })
    await expect(steps(nested, [batch!])).rejects.toThrow('one memory around another')
  })
})

interface Sample {
  readonly x: readonly number[]
  readonly label: number
}

/** The nearest positive of each anchor and all its negatives, l2 of rows of length 1; the last of the queue are the anchors. */
function slowContrastive(
  anchors: readonly (readonly number[])[],
  labels: readonly number[],
  queue: readonly Sample[],
  m: number,
): number {
  const unit = (x: readonly number[]): number[] => x.map((v) => v / Math.hypot(...x))
  const mean = (xs: readonly number[]): number => {
    const counted = xs.filter((x) => x > 0)
    return counted.reduce((a, b) => a + b, 0) / Math.max(counted.length, 1)
  }
  const pull: number[] = []
  const push: number[] = []
  for (const [a, x] of anchors.entries()) {
    const others = queue.flatMap(({ x: y, label }, i) =>
      i === queue.length - anchors.length + a
        ? []
        : [{ d: Math.hypot(...unit(x).map((v, k) => v - unit(y)[k]!)), same: label === labels[a] }],
    )
    const near = others.filter(({ same }) => same).map(({ d }) => d)
    if (near.length > 0) pull.push(Math.min(...near))
    push.push(...others.filter(({ same }) => !same).map(({ d }) => Math.max(m - d, 0)))
  }
  return mean(pull) + mean(push)
}
