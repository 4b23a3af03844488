import { describe, expect, it } from 'vitest'
import { distancesOf } from './distancesOf.ts'
import { expectedLoss, tuplesOf } from './expectedLoss.ts'
import { openFreeStep } from './freeStep.ts'
import { populationOf } from './population.ts'
import type { Setup } from './setup.ts'
import type { TupleLoss } from './tupleLoss.ts'
import { tupleLoss } from './tupleLoss.ts'

const triplet: TupleLoss = { name: 'triplet', margin: 1 }
const margin: TupleLoss = { name: 'margin', margin: 0.5, beta: 1.5 }

/** Four samples on a line at 0, 1, 3, 7: the first two of class 0, the others of class 1. */
const line = { distances: distancesOf([0, 1, 3, 7], 1), classOf: Int32Array.of(0, 0, 1, 1), classes: 2 }

describe('the expected loss', () => {
  it('is without noise the mean over the tuples of the true labels', () => {
    // Anchors 0, 1, 3, 7 with positives at 1, 1, 4, 4 and negatives at 3 7, 2 6, 3 2, 7 6.
    // Triplet of margin 1: 0 0, 0 0, 2 3, 0 0. Eight tuples.
    for (const positives of ['all', 'easiest'] as const)
      expect(expectedLoss({ ...line, noise: 0, loss: triplet, positives })).toBeCloseTo(5 / 8, 12)
    // Margin, beta 1.5 and 0.5: pulls 0, 0, 3, 3 twice each; pushes 0 0, 0 0, 0 0, 0 0.
    expect(expectedLoss({ ...line, noise: 0, loss: margin, positives: 'all' })).toBeCloseTo(12 / 8, 12)
  })

  it('of half the labels wrong does not know the classes', () => {
    const other = { ...line, classOf: Int32Array.of(0, 1, 0, 1) }
    for (const positives of ['all', 'easiest'] as const)
      for (const loss of [triplet, margin])
        expect(expectedLoss({ ...line, noise: 0.5, loss, positives })).toBeCloseTo(
          expectedLoss({ ...other, noise: 0.5, loss, positives }),
          12,
        )
  })

  it('is of three samples on one point the margin times the chance that two labels agree and one does not', () => {
    const point = { distances: new Float64Array(9), classOf: Int32Array.of(0, 0, 1), classes: 2 }
    // Labels of two of three agree unless all do. p = 0.2.
    const allAlike = 0.8 * 0.8 * 0.2 + 0.2 * 0.2 * 0.8
    // Then the two that agree are anchors, with one positive and one negative each: two tuples; two by the true labels too.
    for (const positives of ['all', 'easiest'] as const)
      expect(expectedLoss({ ...point, noise: 0.2, loss: triplet, positives })).toBeCloseTo((1 - allAlike) * 1, 12)
  })

  const places = Float32Array.of(0.1, 0.4, -0.2, 0.3, 0.9, -0.5, 0.2, 0.25, -0.7, 0.1, 0.3, 0.8, -0.3, -0.4)
  const population = { ...populationOf({ classes: 2, modes: 1, samples: 3 }), size: 7 }
  const seven = {
    ...population,
    classOf: Int32Array.of(0, 0, 0, 0, 1, 1, 1),
    modeOf: Int32Array.of(0, 0, 0, 0, 1, 1, 1),
  }

  it.each([
    ['triplet', 'all', triplet],
    ['triplet', 'easiest', triplet],
    ['margin', 'all', margin],
    ['margin', 'easiest', margin],
  ] as const)('of %s loss with %s positives is the mean of what the library computes of every labelling', async (_, positives, loss) => {
    const setup: Setup = {
      population: seven,
      dimension: 2,
      space: 'plane',
      tied: false,
      squared: false,
      loss,
      learnBeta: false,
      positives,
    }
    const step = await openFreeStep(setup)
    const noise = 0.3
    let mean = 0
    for (let code = 0; code < 2 ** 7; code++) {
      const labels = Int32Array.from({ length: 7 }, (_, i) => (code >> i) & 1)
      const right = labels.filter((label, i) => label === seven.classOf[i]).length
      const { loss: value } = await step.run(labels, step.fresh(places), { step: 1, rate: 0.01 })
      mean += 0.7 ** right * 0.3 ** (7 - right) * value
    }
    await step.close()
    const exact = expectedLoss({
      distances: distancesOf(places, 2),
      classOf: seven.classOf,
      classes: 2,
      noise,
      loss,
      positives,
    })
    expect(mean).toBeCloseTo(exact, 5)
  })

  it('of three classes is the mean over all labellings, by a slow loop', () => {
    const at = [0, 0.3, 1, 1.1, 2.5, 2.9]
    const classOf = Int32Array.of(0, 0, 1, 1, 2, 2)
    const distances = distancesOf(at, 1)
    const of = tupleLoss(triplet)
    for (const positives of ['all', 'easiest'] as const) {
      let mean = 0
      for (let code = 0; code < 3 ** 6; code++) {
        const labels = Int32Array.from({ length: 6 }, (_, i) => Math.floor(code / 3 ** i) % 3)
        const weight = labels.reduce((w, label, i) => w * (label === classOf[i] ? 0.6 : 0.2), 1)
        for (let a = 0; a < 6; a++) {
          const d = (j: number): number => distances[a * 6 + j]!
          const mates = [0, 1, 2, 3, 4, 5].filter((i) => i !== a && labels[i] === labels[a]).sort((i, j) => d(i) - d(j))
          for (const i of positives === 'all' ? mates : mates.slice(0, 1))
            for (let j = 0; j < 6; j++) if (labels[j] !== labels[a]) mean += weight * of(d(i), d(j))
        }
      }
      const exact = expectedLoss({ distances, classOf, classes: 3, noise: 0.4, loss: triplet, positives })
      expect(exact).toBeCloseTo(mean / tuplesOf(classOf, positives), 12)
    }
  })
})

describe('the number of tuples', () => {
  it('counts positives and negatives of each anchor; of one alone in its class none', () => {
    const labels = Int32Array.of(0, 0, 0, 1, 2, 2)
    expect(tuplesOf(labels, 'all')).toBe(3 * 2 * 3 + 0 + 2 * 1 * 4)
    expect(tuplesOf(labels, 'easiest')).toBe(3 * 3 + 0 + 2 * 4)
  })
})
