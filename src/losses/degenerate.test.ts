import { describe, expect, it } from 'vitest'
import { slowDistances, slowMeasures } from '../distances/slow.testing.ts'
import { slowChoice } from '../pairs/slow.testing.ts'
import { random } from '../random.ts'
import { contrastive } from './contrastive.ts'
import type { EngineBatch, EngineLoss } from './engine.testing.ts'
import { combinations, measureOf, onEngine, rulesNamed } from './engine.testing.ts'
import { factories, someTwoRules, underRules, variantsOf } from './everyLoss.testing.ts'
import type { Loss } from './loss.ts'
import type { Feeds, ManyLosses } from './manyLosses.testing.ts'
import { drawnFeeds, openLosses } from './manyLosses.testing.ts'
import { margin } from './margin.ts'
import { triplet } from './triplet.ts'

interface Degenerate {
  readonly name: string
  readonly labels: readonly number[]
  readonly embeddings: number[][]
  /** Whether the rules meet ties or rows without a direction, so that which anchors count is not asked. */
  readonly tied?: boolean
}

const { normal } = random('degenerate')
const some = (count: number): number[][] =>
  Array.from({ length: count }, () => [normal(), normal(), normal()].map(Math.fround))
const zero = [0, 0, 0]
const six = some(6)

const ofSix: readonly Degenerate[] = [
  { name: 'every class has one sample', labels: [0, 1, 2, 3, 4, 5], embeddings: six },
  { name: 'there is one class only', labels: [3, 3, 3, 3, 3, 3], embeddings: six },
  { name: 'all embeddings are equal', labels: [0, 0, 1, 1, 2, 3], embeddings: six.map(() => [0.3, -0.7, 0.2]) },
  {
    name: 'the samples of each class are equal',
    labels: [0, 0, 1, 1, 1, 1],
    embeddings: [0, 0, 1, 1, 1, 1].map((i) => six[i]!),
  },
  { name: 'an embedding is zero', labels: [0, 0, 1, 1, 1, 2], embeddings: [zero, ...six.slice(1)], tied: true },
  { name: 'all embeddings are zero', labels: [0, 0, 1, 1, 2, 2], embeddings: six.map(() => zero), tied: true },
  {
    name: 'an embedding has equal coordinates',
    labels: [0, 0, 1, 1, 1, 2],
    embeddings: [[2, 2, 2], ...six.slice(1)],
    tied: true,
  },
  {
    name: 'embeddings are opposite',
    labels: [0, 0, 1, 1, 2, 2],
    embeddings: [1, -1, 1, -1, 1, -1].map((s) => [s, 2 * s, 0]),
  },
]
const ofTwo: readonly Degenerate[] = [
  { name: 'the batch is two of one class', labels: [1, 1], embeddings: some(2) },
  { name: 'the batch is two of two classes', labels: [1, 0], embeddings: some(2) },
  { name: 'the batch is one point twice', labels: [1, 1], embeddings: [six[0]!, six[0]!] },
]
const ofOne: readonly Degenerate[] = [{ name: 'the batch is one sample', labels: [2], embeddings: some(1) }]

describe.each(slowMeasures)('every loss with %s, under every two rules', (measure) => {
  const distance = measureOf[measure]
  // The ways to normalise matter where rows are degenerate; how many rows there are is the same to all of them.
  const groups = measure === 'l2' || measure === 'l1' ? [ofSix, ofTwo, ofOne] : [ofSix]

  it('is finite on degenerate batches, and exactly 0 where no pair is left', async () => {
    for (const rules of combinations) {
      const shared = { distance, ...rulesNamed(rules) }
      const losses = {
        triplet: triplet({ ...shared, swap: true }),
        margin: margin({ ...shared, learnBeta: true, classes: 6, nu: 0.1 }),
        contrastive: contrastive(shared),
      } satisfies Record<string, Loss>
      for (const group of groups) {
        const batches = group.map(batchOf)
        const found = await onEngine(losses, batches)
        for (const [i, degenerate] of group.entries()) {
          const d = slowDistances(measure, degenerate.embeddings)
          const choice = slowChoice({ ...batches[i]!, d }, rules, { closest: Infinity })
          const pairs = [...choice.positivePairs, ...choice.negativePairs]
          for (const [name, result] of Object.entries(found[i]!)) {
            const what = `${degenerate.name}: ${name}, ${rules.positives} positives, ${rules.negatives} negatives`
            expectFinite(what, result)
            if (degenerate.tied) continue
            const left = name === 'contrastive' ? pairs : choice.tuples
            expect(result.valid, what).toBeCloseTo(new Set(left.map(([a]) => a)).size / degenerate.labels.length, 6)
            if (left.length === 0) expectNothing(what, result)
          }
        }
      }
    }
  })
})

/** Numbers of the losses: labels of the degenerate batches are below 6, their embeddings of 3 numbers. */
const sizes = { classes: 6, dimension: 3 }

describe('on degenerate batches', { timeout: 120_000 }, () => {
  it.each(factories)('%s is finite, and exactly 0 where nothing counts', async (...factory) => {
    const made = [...underRules(factory, someTwoRules, sizes), ...variantsOf(factory, sizes)]
    for (const group of [ofSix, ofTwo, ofOne]) {
      const options = { size: group[0]!.labels.length, dimension: sizes.dimension, precision: 'float32' } as const
      const model = await openLosses(made, options)
      expect(model.refused).toEqual([])
      for (const degenerate of group) {
        const found = await model.run(floatFeeds(model, degenerate))
        for (const [k, { what, inputs }] of model.losses.entries()) {
          const at = `${degenerate.name}: ${what}`
          const gradients = inputs.flatMap((_, j) => [...found[`${k} d${j}`]!])
          const told = reports.map((key) => found[`${k} ${key}`]![0]!)
          expect([...told, ...gradients].every(Number.isFinite), `${at}: ${told}; ${gradients}`).toBe(true)
          const [loss, valid, active] = told
          // Of one sample, of one class or of nothing but classes of one there is no pair of one of the sides.
          if (valid === 0) {
            expect([loss, active], at).toEqual([0, 0])
            expect(
              gradients.every((g) => g === 0),
              `${at}: ${gradients}`,
            ).toBe(true)
          } else expect(factory[1].about.rules === undefined || options.size > 1, at).toBe(true)
        }
      }
      await model.close()
    }
  })
})

const reports = ['loss', 'valid', 'active', 'positive', 'negative']

function floatFeeds(model: ManyLosses, { labels, embeddings }: Degenerate): Feeds {
  const whole = { labels: BigInt64Array.from(labels, BigInt), embeddings: Float32Array.from(embeddings.flat()) }
  const feeds = Object.entries(drawnFeeds(model, whole, random('degenerate')))
  return Object.fromEntries(
    feeds.map(([name, feed]) => [name, feed instanceof Float64Array ? Float32Array.from(feed) : feed]),
  )
}

describe('the most positives of a batch', () => {
  it.each([0, 1, 100])('may be %i of 3: every loss stays finite', async (mostPositives) => {
    // The rules that look at all positives of an anchor.
    for (const rules of combinations.filter(({ positives }) => positives === 'all' || positives === 'semihard')) {
      const shared = rulesNamed(rules)
      const losses = {
        triplet: triplet({ ...shared, swap: true }),
        margin: margin(shared),
        contrastive: contrastive(shared),
      }
      const batch = batchOf({ name: '', labels: [0, 0, 0, 0, 1, 2], embeddings: six })
      const [found] = await onEngine(losses, [{ ...batch, mostPositives }])
      for (const [name, result] of Object.entries(found!)) expectFinite(`${name}, ${rules.positives}`, result)
    }
  })

  it('changes nothing where it is as many as any anchor has, or more', async () => {
    const losses = { triplet: triplet(rulesNamed({ positives: 'all', negatives: 'all' })) }
    const batch = batchOf({ name: '', labels: [0, 0, 0, 0, 1, 2], embeddings: six })
    const [exact] = await onEngine(losses, [{ ...batch, mostPositives: 3 }])
    const [more] = await onEngine(losses, [{ ...batch, mostPositives: 100 }])
    const [none] = await onEngine(losses, [batch])
    for (const found of [exact, more]) {
      expect(found!.triplet.loss).toBeCloseTo(none!.triplet.loss, 6)
      for (const [i, g] of found!.triplet.gradient.entries()) expect(g).toBeCloseTo(none!.triplet.gradient[i]!, 6)
    }
  })
})

function batchOf({ labels, embeddings }: Degenerate): EngineBatch {
  const { uniform } = random('noise')
  return { labels, embeddings, noise: labels.map(() => labels.map(() => Math.fround(uniform()))) }
}

function expectFinite(what: string, { loss, valid, active, positive, negative, gradient, own }: EngineLoss): void {
  const numbers = [loss, valid, active, positive, negative, ...gradient, ...(own.beta ?? [])]
  expect(numbers.every(Number.isFinite), `${what}: ${numbers}`).toBe(true)
  expect(Math.max(...numbers.map(Math.abs)), what).toBeLessThan(1e6)
}

function expectNothing(what: string, { loss, valid, active, gradient, own }: EngineLoss): void {
  expect([loss, valid, active], what).toEqual([0, 0, 0])
  expect(
    [...gradient, ...(own.beta ?? [])].every((g) => g === 0),
    `${what}: ${gradient}`,
  ).toBe(true)
}
