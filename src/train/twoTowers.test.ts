import { describe, expect, it } from 'vitest'
import { contrastive } from '../losses/contrastive.ts'
import type { Loss } from '../losses/loss.ts'
import { multipleNegativesRanking } from '../losses/multipleNegativesRanking.ts'
import { triplet } from '../losses/triplet.ts'
import { batchNorm } from '../nn/batchNorm.ts'
import { linear } from '../nn/linear.ts'
import { sequential } from '../nn/sequential.ts'
import { adam } from '../optim/adam.ts'
import { sgd } from '../optim/sgd.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, ints } from '../tensor/array.ts'
import { followState } from './embedder.ts'
import { features } from './intake.ts'
import { referenceState } from './referenceState.ts'
import type { State } from './state.ts'
import { freshState } from './state.ts'
import { openStep } from './step.ts'
import type { StepBatch } from './stepBatch.ts'
import type { StepDesign } from './stepDesign.ts'

/** Two views of items: the same hidden numbers, seen through a random matrix each. */
const hidden = 6
const views = { first: 10, second: 14 }
const seen = (items: readonly number[], view: keyof typeof views): NumericArray => {
  const width = views[view]
  const { normal } = random(view)
  const through = Array.from({ length: hidden * width }, normal)
  const rows = items.flatMap((item) => {
    const { normal: of } = random(`item ${item}`)
    const z = Array.from({ length: hidden }, of)
    return Array.from({ length: width }, (_, k) => z.reduce((sum, v, h) => sum + v * through[h * width + k]!, 0))
  })
  return floats(rows, [items.length, width])
}

const everyPair = { positives: positives.all(), negatives: negatives.all() }
const size = 24

const designOf = (loss: Loss, shared = false): StepDesign => ({
  network: linear({ inputs: views.first, outputs: 8 }),
  reference: {
    ...(shared ? {} : { network: linear({ inputs: views.second, outputs: 8 }) }),
    intake: features(shared ? views.first : views.second),
  },
  loss,
  optimizer: adam(),
  intake: features(views.first),
  batchSize: size,
})

const stateOf = ({ network, loss, optimizer, reference }: StepDesign): State =>
  freshState(network, loss, optimizer, random('towers'), reference?.network)

const batchOf = (items: readonly number[], shared = false): StepBatch => ({
  samples: seen(items, 'first'),
  labels: ints(items.map((_, i) => i)),
  references: { samples: seen(shared ? items.map((item) => item + 1000) : items, shared ? 'first' : 'second') },
})

const items = (start: number, count = size): number[] => Array.from({ length: count }, (_, i) => start + i)

/** Share of held-out items whose second view is the nearest of all second views to their first. */
async function recallAcross(design: StepDesign, state: State): Promise<number> {
  const held = items(5000, 60)
  const first = await followState(design.network, design.intake, () => state)
  const second = await followState(design.reference!.network!, design.reference!.intake, () => referenceState(state))
  const part = (all: NumericArray) => (start: number, end: number) => ({
    ...all,
    shape: [end - start, all.shape[1]!],
    data: all.data.slice(start * all.shape[1]!, end * all.shape[1]!),
  })
  const a = await first.embed(60, part(seen(held, 'first')))
  const b = await second.embed(60, part(seen(held, 'second')))
  await Promise.all([first.close(), second.close()])
  const right = held.filter((_, i) => {
    const alike = held.map((__, j) => b.subarray(8 * j, 8 * j + 8).reduce((sum, v, k) => sum + v * a[8 * i + k]!, 0))
    return alike.indexOf(Math.max(...alike)) === i
  })
  return right.length / held.length
}

describe('two towers', () => {
  it.each([
    multipleNegativesRanking({ ...everyPair, symmetric: true }),
    triplet({ ...everyPair, margin: 0.3 }),
  ])('learn by $name to find one view of an item by the other, items that were never seen too', async (loss) => {
    const design = designOf(loss)
    let state = stateOf(design)
    expect(await recallAcross(design, state)).toBeLessThan(0.2)
    const step = await openStep(design, state, { threads: 1 })
    for (let i = 0; i < 150; i++)
      ({ state } = await step.run(batchOf(items(size * i)), state, { step: i + 1, rate: 0.01, random: random(i) }))
    await step.close()
    expect(await recallAcross(design, state)).toBeGreaterThan(0.9)
  })

  it.each([
    false,
    true,
  ])('each gets its gradient, with weights shared (%s) as with weights of their own', async (shared) => {
    const design = { ...designOf(contrastive({ ...everyPair, negativeMargin: 1.5 }), shared), optimizer: sgd() }
    const state = stateOf(design)
    const step = await openStep(design, state, { threads: 1 })
    const at = { step: 1, rate: 1e-2, random: random(0) }
    const before = await step.run(batchOf(items(0), shared), state, at)
    const after = await step.run(batchOf(items(0), shared), before.state, at)
    await step.close()
    const names = Object.keys(state).filter((name) => /^(network|reference)\./.test(name))
    expect(names).toEqual(
      (shared ? ['network'] : ['network', 'reference']).flatMap((tower) => [`${tower}.weight`, `${tower}.bias`]),
    )
    // A step along the gradient g lowers the loss by rate |g|², as long as g is the gradient of all of it.
    let squares = 0
    for (const name of names) {
      const [was, is] = [state[name]!.data as Float32Array, before.state[name]!.data as Float32Array]
      const length = was.reduce((sum, w, i) => sum + ((w - is[i]!) / at.rate) ** 2, 0)
      expect(length).toBeGreaterThan(0)
      squares += length
    }
    const slope = (before.report.loss - after.report.loss) / at.rate
    expect(slope / squares).toBeGreaterThan(0.9)
    expect(slope / squares).toBeLessThan(1.05)
  })

  it('keep running statistics of their own, or go on with the shared ones', async () => {
    const normal = sequential({ norm: batchNorm({ channels: views.first }) })
    for (const shared of [false, true]) {
      const design = {
        ...designOf(triplet(everyPair), true),
        network: normal,
        reference: { intake: features(views.first), ...(shared ? {} : { network: normal }) },
      }
      const state = stateOf(design)
      const step = await openStep(design, state, { threads: 1 })
      const { state: next } = await step.run(batchOf(items(0), true), state, { step: 1, rate: 0, random: random(0) })
      await step.close()
      const moved = Object.keys(next).filter((name) => /uffer\..*mean/i.test(name))
      expect(moved.length).toBe(shared ? 1 : 2)
      const mean = (rows: NumericArray): number =>
        (rows.data as Float32Array).reduce((sum, v, i) => sum + (i % views.first === 0 ? v / size : 0), 0)
      const [a, b] = [mean(seen(items(0), 'first')), mean(seen(items(1000), 'first'))]
      const found = moved.map((name) => next[name]!.data[0] as number)
      if (shared) expect(found[0]).toBeCloseTo(0.9 * 0.1 * a + 0.1 * b, 5)
      else expect([found[0], found[1]]).toEqual([expect.closeTo(0.1 * a, 5), expect.closeTo(0.1 * b, 5)])
    }
  })

  it('may take fewer or more references than samples, with labels of their own', async () => {
    const base = designOf(triplet(everyPair))
    const design = { ...base, reference: { ...base.reference!, batchSize: 5 } }
    const state = stateOf(design)
    const step = await openStep(design, state, { threads: 1 })
    const at = { step: 1, rate: 1e-2, random: random(0) }
    const samples = seen(items(0, 5), 'second')
    const labels = ints([0, 0, 1, 1, 2])
    const batch = batchOf(items(0))
    const { report } = await step.run({ ...batch, references: { samples, labels } }, state, at)
    // Only items 0, 1 and 2 have a reference.
    expect(report.valid).toBeCloseTo(3 / size, 6)
    await expect(step.run({ ...batch, references: { samples } }, state, at)).rejects.toThrow(
      /train step, references: labels must be \[5\], for 5 samples, got '\[24\] with 24 numbers'; give each sample its label/,
    )
    await expect(step.run({ samples: batch.samples, labels: batch.labels }, state, at)).rejects.toThrow(
      'train step: a second tower must be given samples; give the batch references',
    )
    await step.close()
  })

  it('must give embeddings of one dimension', async () => {
    const base = designOf(triplet(everyPair))
    const design = { ...base, reference: { ...base.reference!, network: linear({ inputs: views.second, outputs: 7 }) } }
    await expect(openStep(design, stateOf(design))).rejects.toThrow(
      "train step: both towers must give embeddings of one dimension, got '8 and 7'",
    )
  })
})
