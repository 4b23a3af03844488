import { describe, expect, it } from 'vitest'
import { cosine } from '../distances/cosine.ts'
import { l2 } from '../distances/l2.ts'
import { NearkinError } from '../errors.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { onEngine } from './engine.testing.ts'
import type { MarginOptions } from './margin.ts'
import { margin } from './margin.ts'

const line = l2({ normalize: false })
const everyPair = { positives: positives.all(), negatives: negatives.all() }
const places = [0, 1, 1.5, 4]
const labels = [0, 0, 1, 1]
const noise = places.map(() => places.map(() => 0.5))

async function told(options: MarginOptions, betas?: readonly number[], at: readonly number[] = places) {
  const made = margin({ distance: line, ...options })
  const loss = betas ? { ...made, init: () => ({ parameters: { beta: floats(betas) }, buffers: {} }) } : made
  const [found] = await onEngine({ loss }, [{ embeddings: at.map((x) => [x]), labels, noise }])
  return found!.loss
}

describe('margin loss', () => {
  it('pulls positives below beta and pushes negatives beyond it, over the brackets that are not 0', async () => {
    // Positives at 1, 1, 2.5, 2.5, each in two tuples; negatives at 1.5, 4, 0.5, 3, 1.5, 0.5, 4, 3, each in one.
    // beta 2, margin 0.5: pulls 0, 0, 1, 1; pushes 1, 0, 2, 0, 1, 2, 0, 0.
    const { loss, valid, active } = await told({ ...everyPair, beta: 2, margin: 0.5 })
    expect(loss).toBeCloseTo((4 * 1 + 1 + 2 + 1 + 2) / (4 + 4), 6)
    expect(valid).toBe(1)
    expect(active).toBeCloseTo(8 / 16, 6)
  })

  it('learns a beta for each class, at the price nu of a large one', async () => {
    const betas = [2, 1]
    // Class 0, beta 2: pulls 0, 0; pushes 1, 0, 2, 0. Class 1, beta 1: pulls 2, 2 in two tuples each; pushes 0, 1, 0, 0.
    // Each class has four tuples: the price is nu (4 * 2 + 4 * 1).
    const { loss, own } = await told({ ...everyPair, margin: 0.5, nu: 0.25, learnBeta: true, classes: 2 }, betas)
    const active = 2 + 4 + 1
    expect(loss).toBeCloseTo((3 + 8 + 1 + 0.25 * 12) / active, 6)
    // Pushes raise the loss with beta, pulls lower it; the price raises it.
    expect(own.beta![0]).toBeCloseTo((2 + 0.25 * 4) / active, 6)
    expect(own.beta![1]).toBeCloseTo((1 - 4 + 0.25 * 4) / active, 6)
  })

  it('starts every learned beta at beta, and has no parameter where it is fixed', () => {
    expect(margin({ learnBeta: true, classes: 3, beta: 0.9 }).init(random(0)).parameters.beta).toEqual(
      floats([0.9, 0.9, 0.9]),
    )
    expect(margin().init(random(0)).parameters).toEqual({})
  })

  it('is 0 with gradient 0 where every pair is on its side, learned betas at a price no less', async () => {
    const apart = [0, 0, 9, 9]
    const fixed = await told({ ...everyPair, beta: 2 }, undefined, apart)
    const learned = await told({ ...everyPair, nu: 0.5, learnBeta: true, classes: 2 }, [2, 3], apart)
    for (const { loss, active, gradient } of [fixed, learned]) {
      expect([loss, active, ...[...gradient].map(Math.abs)]).toEqual([0, 0, 0, 0, 0, 0])
    }
    expect([...learned.own.beta!].map(Math.abs)).toEqual([0, 0])
  })

  it('of a similarity has thresholds in the similarity', async () => {
    // s(0, 1) = 0.8, s(0, 2) = 0.6, s(1, 2) = 0.96, beta 0.7, margin 0.2: pulls 0.1, 0.1; pushes 0.1, 0.46.
    const embeddings = [
      [1, 0],
      [0.8, 0.6],
      [0.6, 0.8],
    ]
    const batch = { embeddings, labels: [0, 0, 1], noise: embeddings.map(() => [0.5, 0.5, 0.5]) }
    const options = { ...everyPair, distance: cosine(), beta: 0.7 }
    const [found] = await onEngine(
      { fixed: margin(options), learned: margin({ ...options, learnBeta: true, classes: 2 }) },
      [batch],
    )
    expect(found!.fixed.loss).toBeCloseTo((0.1 + 0.1 + 0.1 + 0.46) / 4, 5)
    expect(found!.learned.loss).toBeCloseTo((0.1 + 0.1 + 0.1 + 0.46) / 4, 5)
    expect(found!.learned.own.beta![0]).toBeCloseTo((1 + 1 - 1 - 1) / 4, 5)
  })

  it('by default takes the easiest positive and the distance-weighted negative, in l2 with beta 1.2 and margin 0.2', async () => {
    const embeddings = [
      [1, 0],
      [0.8, 0.6],
      [0.6, 0.8],
      [0, 1],
    ]
    const rules = { positives: positives.easiest(), negatives: negatives.distanceWeighted() }
    const short = margin()
    const long = margin({ ...rules, distance: l2(), beta: 1.2, margin: 0.2 })
    const [found] = await onEngine({ short, long }, [{ embeddings, labels, noise }])
    expect(found!.short).toEqual(found!.long)
    expect(found!.short.loss).toBeGreaterThan(0)
  })

  it('by default divides positives from negatives at the same angle in similarities', async () => {
    const embeddings = [
      [1, 0],
      [1, 0.1],
      [-1, 0.1],
      [-1, 0],
    ]
    const [found] = await onEngine({ loss: margin({ ...everyPair, distance: cosine() }) }, [
      { embeddings, labels, noise },
    ])
    expect(found!.loss.loss).toBe(0)
    const together = embeddings.map(() => [1, 0.5])
    const collapsed = margin({ ...everyPair, distance: cosine() })
    const [stuck] = await onEngine({ collapsed }, [{ embeddings: together, labels, noise }])
    expect(stuck!.collapsed.loss).toBeCloseTo(collapsed.whenCollapsed!, 5)
  })

  it('of all samples on one point is what it says of itself', async () => {
    for (const options of [{}, { beta: 0.1, margin: 0.2 }, { beta: -0.5, distance: cosine() }]) {
      const made = margin({ ...everyPair, ...options })
      const [found] = await onEngine({ made }, [{ embeddings: labels.map(() => [1, 2]), labels, noise }])
      expect(found!.made.loss).toBeCloseTo(made.whenCollapsed!, 5)
    }
  })

  it.each([
    [{ margin: -1 }, 'margin: margin must be a number at least 0, got -1'],
    [{ margin: Number.NaN }, 'margin: margin must be a number at least 0, got NaN'],
    [{ margin: Number.POSITIVE_INFINITY }, 'got Infinity'],
    [{ nu: -0.1 }, 'margin: nu must be a number at least 0, got -0.1'],
    [{ nu: Number.NaN }, 'nu must be a number at least 0, got NaN'],
    [{ beta: Number.NaN }, 'margin: beta must be a number, got NaN'],
    [{ beta: Number.NEGATIVE_INFINITY }, 'beta must be a number, got -Infinity'],
    [{ learnBeta: true, classes: 0 }, 'margin: classes must be a whole number at least 1, got 0'],
    [{ learnBeta: true, classes: 1.5 }, 'classes must be a whole number at least 1, got 1.5'],
    [{ learnBeta: true }, 'the number of classes must be known; give classes'],
    [{ beta: 0 }, 'beta, a distance, must be above 0, got 0'],
    [{ beta: -1.1, distance: cosine() }, 'beta, a similarity, must be at least -1, got -1.1'],
    [{ nu: 0.1 }, 'nu is the price of a learned beta, got 0.1; set learnBeta, or leave nu out'],
  ])('refuses %o', (options, message) => {
    expect(() => margin(options)).toThrow(NearkinError)
    expect(() => margin(options)).toThrow(message)
  })

  // Checked by the compiler: should a line with @ts-expect-error compile, it fails.
  it('does not compile with rules on the wrong side, nor with two that each measure from the other', () => {
    // @ts-expect-error the easiest positive is the nearest, the easiest negative the farthest
    expect(() => margin({ negatives: positives.easiest() })).toThrow("got 'easiest positives'")
    // @ts-expect-error a rule for negatives
    expect(() => margin({ positives: negatives.all() })).toThrow("got 'all negatives'")
    // @ts-expect-error which of them would choose first?
    expect(() => margin({ positives: positives.semihard(), negatives: negatives.semihard() })).toThrow(NearkinError)
  })
})
