import { describe, expect, it } from 'vitest'
import { contrastive } from '../losses/contrastive.ts'
import { crossBatchMemory } from '../losses/crossBatchMemory.ts'
import type { Loss } from '../losses/loss.ts'
import { margin } from '../losses/margin.ts'
import { multiSimilarity } from '../losses/multiSimilarity.ts'
import { ntXent } from '../losses/ntXent.ts'
import { proxyAnchor } from '../losses/proxyAnchor.ts'
import { triplet } from '../losses/triplet.ts'
import { batchNorm } from '../nn/batchNorm.ts'
import type { Layer } from '../nn/layer.ts'
import { linear } from '../nn/linear.ts'
import { smallConvNet } from '../nn/networks/smallConvNet.ts'
import { relu } from '../nn/relu.ts'
import { sequential } from '../nn/sequential.ts'
import { adam } from '../optim/adam.ts'
import { sgd } from '../optim/sgd.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { bytes, floats, ints } from '../tensor/array.ts'
import { chunksOf } from './chunksOf.ts'
import { features, images } from './intake.ts'
import type { State } from './state.ts'
import { freshState } from './state.ts'
import { openStep } from './step.ts'
import type { StepBatch } from './stepBatch.ts'
import type { StepDesign } from './stepDesign.ts'
import type { StepResult } from './trainStep.ts'

const size = 10
const width = 6
const rows = (seed: string, count = size, of = width): NumericArray =>
  floats(Float32Array.from({ length: count * of }, random(seed).normal), [count, of])
const labels = (seed: string, count = size): NumericArray => {
  const { below } = random(`labels ${seed}`)
  return ints(Int32Array.from({ length: count }, () => below(3)))
}
const batchOf = (seed: string): StepBatch => ({ samples: rows(seed), labels: labels(seed) })

const network = sequential({
  body: linear({ inputs: width, outputs: 16 }),
  relu: relu(),
  head: linear({ inputs: 16, outputs: 3 }),
})
const base = { network, optimizer: sgd({ momentum: 0.9 }), intake: features(width), batchSize: size }
const designOf = (loss: Loss): StepDesign => ({ ...base, loss })
const stateOf = ({ network, loss, optimizer, reference, trained }: StepDesign): State =>
  freshState(network, loss, optimizer, random('chunk'), reference?.network, trained)

/** Every result of some steps. */
async function steps(
  design: StepDesign,
  batch: (step: number) => StepBatch | readonly StepBatch[],
  count = 4,
): Promise<StepResult[]> {
  let state = stateOf(design)
  const step = await openStep(design, state, { threads: 1 })
  const results: StepResult[] = []
  for (let i = 0; i < count; i++) {
    const result = await step.run(batch(i), state, { step: i + 1, rate: 0.01, random: random(`step ${i}`) })
    state = result.state
    results.push(result)
  }
  await step.close()
  return results
}

/** The greatest difference of two arrays' numbers, as a share of the largest number where that is above 1. */
function farthest(a: NumericArray, b: NumericArray): number {
  expect(a.shape).toEqual(b.shape)
  const [x, y] = [numbers(a), numbers(b)]
  return Math.max(0, ...x.map((v, i) => Math.abs(v - y[i]!))) / Math.max(1, ...y.map(Math.abs))
}

const numbers = ({ data }: NumericArray): number[] => Array.from(data as ArrayLike<number | bigint>, Number)

/** Steps that are the same to rounding: reports, embeddings, and the whole state. */
function expectAlike(found: readonly StepResult[], expected: readonly StepResult[], within = 2e-5): void {
  expect(found.length).toBe(expected.length)
  for (const [i, { report, embeddings, state }] of expected.entries()) {
    for (const [name, value] of Object.entries(report))
      expect(Math.abs(found[i]!.report[name as keyof typeof report] - value), name).toBeLessThan(within)
    expect(farthest(found[i]!.embeddings, embeddings)).toBeLessThan(within)
    expect(Object.keys(found[i]!.state)).toEqual(Object.keys(state))
    for (const name of Object.keys(state))
      expect(farthest(found[i]!.state[name]!, state[name]!), `${name}, step ${i + 1}`).toBeLessThan(within)
  }
}

const every = { positives: positives.all(), negatives: negatives.all() }

describe('chunks', () => {
  it('are as even as can be, and as few', () => {
    expect(chunksOf(10, 4)).toEqual([4, 3, 3])
    expect(chunksOf(10, 5)).toEqual([5, 5])
    expect(chunksOf(10, 64)).toEqual([10])
    expect(chunksOf(3, 1)).toEqual([1, 1, 1])
    expect(chunksOf(129, 128)).toEqual([65, 64])
  })
})

describe('a step in chunks', () => {
  it.each<[string, Loss]>([
    ['triplet', triplet()],
    ['contrastive of every pair', contrastive(every)],
    ['multi-similarity', multiSimilarity()],
    ['NT-Xent', ntXent()],
    ['negatives drawn by distance', margin({ ...every, negatives: negatives.distanceWeighted() })],
    ['margin with a learned beta', margin({ learnBeta: true, classes: 3, nu: 0.1 })],
    ['proxies', proxyAnchor({ classes: 3, dimension: 3 })],
    ['a cross-batch memory', crossBatchMemory(triplet(every), { size: 25, dimension: 3 })],
  ])('is the whole batch’s step to rounding: %s', async (_, loss) => {
    const whole = await steps(designOf(loss), (i) => batchOf(`${i}`))
    expect(whole[0]!.state).not.toEqual(whole[3]!.state)
    for (const chunk of [4, 1]) expectAlike(await steps({ ...designOf(loss), chunk }, (i) => batchOf(`${i}`)), whole)
  })

  it('is so of images through convolutions whose batch normalisation is frozen, with clipping, rates and frozen layers', async () => {
    const image = { height: 8, width: 8, channels: 3 } as const
    const net = smallConvNet({ image, widths: [4, 4], embedding: 3 })
    const frozen: Layer = { ...net, apply: (values, x) => ({ ...net.apply(values, x, 'evaluation'), buffers: {} }) }
    const design: StepDesign = {
      ...designOf(triplet()),
      network: frozen,
      optimizer: adam(),
      intake: images(image),
      clip: 0.1,
      rates: (name) => (name.endsWith('bias') ? 0.5 : 1),
      trained: (name) => name !== 'network.embedding.bias',
    }
    const batch = (i: number): StepBatch => {
      const { below } = random(`pixels ${i}`)
      const pixels = Uint8Array.from({ length: size * 8 * 8 * 3 }, () => below(256))
      return { samples: bytes(pixels, [size, 8, 8, 3]), labels: labels(`${i}`) }
    }
    expectAlike(await steps({ ...design, chunk: 3 }, batch), await steps(design, batch))
  })

  it.each([false, true])('is so with two towers, of weights shared (%s) as of their own', async (shared) => {
    const design: StepDesign = {
      ...designOf(contrastive(every)),
      reference: {
        ...(shared ? {} : { network: linear({ inputs: 4, outputs: 3 }) }),
        intake: features(shared ? width : 4),
        batchSize: 7,
      },
    }
    const batch = (i: number): StepBatch => ({
      ...batchOf(`${i}`),
      references: { samples: rows(`r${i}`, 7, shared ? width : 4), labels: labels(`r${i}`, 7) },
    })
    expectAlike(await steps({ ...design, chunk: 4 }, batch), await steps(design, batch))
  })

  it('lets batch normalisation see each chunk by itself, once for the running statistics', async () => {
    const design: StepDesign = {
      ...designOf(triplet()),
      network: sequential({ body: linear({ inputs: width, outputs: 3 }), norm: batchNorm({ channels: 3 }) }),
      optimizer: sgd(),
      chunk: 5,
    }
    const [{ state }] = (await steps(design, () => batchOf('0'), 1)) as [StepResult]
    // By hand: the mean of the body's values over each half, followed one after the other by a tenth.
    const start = stateOf(design)
    const [w, b, x] = [start['network.body.weight']!, start['network.body.bias']!, rows('0')].map(({ data }) => data)
    const value = (row: number, c: number): number =>
      Number(b![c]) +
      Array.from({ length: width }, (_, k) => Number(w![c * width + k]) * Number(x![row * width + k])).reduce(
        (s, v) => s + v,
        0,
      )
    for (const c of [0, 1, 2]) {
      const half = (from: number): number => [0, 1, 2, 3, 4].reduce((sum, r) => sum + value(from + r, c) / 5, 0)
      const expected = 0.9 * 0.1 * half(0) + 0.1 * half(5)
      expect(state['buffer.norm.running_mean']!.data[c]).toBeCloseTo(expected, 5)
    }
  })

  it('has the networks frozen and the loss alone trained, where that is asked for', async () => {
    const design: StepDesign = {
      ...designOf(proxyAnchor({ classes: 3, dimension: 3 })),
      trained: (name) => name.startsWith('loss.'),
    }
    expectAlike(
      await steps({ ...design, chunk: 4 }, (i) => batchOf(`${i}`)),
      await steps(design, (i) => batchOf(`${i}`)),
    )
  })

  it.each([0, 1.5, -1])('refuses chunks of %d', async (chunk) => {
    const design = { ...designOf(triplet()), chunk }
    await expect(openStep(design, stateOf(design))).rejects.toThrow(
      `train step: chunk must be a whole number from 1, got ${chunk}`,
    )
  })
})

describe('accumulation', () => {
  it('updates by the mean of the batches’ gradients, each with a loss of its own', async () => {
    const design: StepDesign = { ...designOf(contrastive(every)), optimizer: sgd() }
    const start = stateOf(design)
    const whole = await openStep(design, start, { threads: 1 })
    const at = { step: 1, rate: 0.1, random: random(0) }
    const apart = [await whole.run(batchOf('0'), start, at), await whole.run(batchOf('1'), start, at)]
    await whole.close()
    const together = await openStep({ ...design, accumulate: 2 }, start, { threads: 1 })
    const { state, report, embeddings } = await together.run([batchOf('0'), batchOf('1')], start, at)
    await together.close()
    expect(report.loss).toBeCloseTo((apart[0]!.report.loss + apart[1]!.report.loss) / 2, 6)
    expect(embeddings.shape).toEqual([20, 3])
    for (const name of Object.keys(state)) {
      const [one, two] = apart.map((result) => numbers(result.state[name]!))
      const mean = one!.map((x, k) => (x + two![k]!) / 2)
      expect(farthest(state[name]!, { ...state[name]!, data: Float32Array.from(mean) }), name).toBeLessThan(1e-6)
    }
  })

  it('of the same batch twice is that batch’s step, in chunks too', async () => {
    const design = designOf(multiSimilarity())
    const whole = await steps(design, (i) => batchOf(`${i}`))
    const twice = (i: number): StepBatch[] => [batchOf(`${i}`), batchOf(`${i}`)]
    for (const chunk of [{}, { chunk: 4 }]) {
      const found = await steps({ ...design, ...chunk, accumulate: 2 }, twice)
      expectAlike(
        found.map((result) => ({
          ...result,
          embeddings: { ...result.embeddings, shape: [size, 3], data: result.embeddings.data.slice(0, size * 3) },
        })),
        whole,
      )
    }
  })

  it('remembers each batch in its turn', async () => {
    const loss = crossBatchMemory(triplet(every), { size: 20, dimension: 3 })
    const found = await steps(
      { ...designOf(loss), accumulate: 2 },
      (i) => [batchOf(`${2 * i}`), batchOf(`${2 * i + 1}`)],
      1,
    )
    expect(found[0]!.state['memory.count']!.data[0]).toBe(20n)
    expect(found[0]!.state['memory.labels']!.data.slice(0, 10)).toEqual(labels('1').data)
  })

  it('takes as many batches as it says', async () => {
    const design = { ...designOf(triplet()), accumulate: 2 }
    await expect(steps(design, () => batchOf('0'))).rejects.toThrow(
      "train step: a step takes the 2 batches that it accumulates, got '1'",
    )
    await expect(steps(designOf(triplet()), () => [batchOf('0'), batchOf('1')])).rejects.toThrow(
      "train step: a step takes one batch, got '2'",
    )
  })
})
