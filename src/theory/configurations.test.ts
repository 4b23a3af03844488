import { describe, expect, it } from 'vitest'
import { configurationLosses, spreadDistances } from './configurations.ts'
import { populationOf } from './population.ts'
import type { Setup } from './setup.ts'
import { statementOf } from './statement.ts'

const setup: Setup = {
  population: populationOf({ classes: 2, modes: 3, samples: 4 }),
  dimension: 5,
  space: 'plane',
  tied: true,
  squared: false,
  loss: { name: 'triplet', margin: 1 },
  learnBeta: false,
  positives: 'all',
}
const easiest: Setup = { ...setup, positives: 'easiest' }

/** Tuples for each anchor by the true labels. */
const perAnchor = { all: 11 * 12, easiest: 12 }

describe('the two configurations', () => {
  it('have the same loss without noise, 0', () => {
    expect(configurationLosses(easiest, 0)).toEqual({ collapsed: 0, spread: 0 })
    expect(configurationLosses(setup, 0).collapsed).toBe(0)
  })

  it('with the easiest lose by the first order in the noise what docs/theory.md works out', () => {
    // p m (3 (K n - 1)) on one point, and p m (3 (n - 1) + (K - 1) n) spread, for each anchor.
    const p = 1e-6
    const { collapsed, spread } = configurationLosses(easiest, p)
    expect((collapsed * perAnchor.easiest) / p).toBeCloseTo(3 * 11, 2)
    expect((spread * perAnchor.easiest) / p).toBeCloseTo(3 * 3 + 2 * 4, 2)
  })

  it('with all positives have the lowest loss where collapsed: 2 m times the weaker weight of each pair of tuples', () => {
    const p = 0.2
    const { collapsed, spread } = configurationLosses(setup, p)
    const [q, e] = [1 - p, p]
    // Of i, j with the anchor in one class: both orders. Of one with it: the order that noise alone makes. Of none: both orders.
    const inside = q * q * e + e * e * q
    const cross = q * e * q * 1 + e * q * e
    const outside = q * e * q + e * q * e
    const pairs = (11 * 10) / 2
    const lowest = 2 * (pairs * inside + 11 * 12 * cross + ((12 * 11) / 2) * outside)
    expect(collapsed * perAnchor.all).toBeCloseTo(lowest, 9)
    expect(spread).toBeGreaterThan(collapsed)
  })

  it('of the margin loss with a learned beta the same, of one that is fixed more than spread', () => {
    const margin: Setup = { ...setup, loss: { name: 'margin', margin: 0.2, beta: 1.2 } }
    const learned = configurationLosses({ ...margin, learnBeta: true }, 0.1)
    expect(learned.collapsed).toBeLessThan(learned.spread)
    const fixed = configurationLosses(margin, 0.1)
    expect(fixed.collapsed).toBeGreaterThan(learned.collapsed)
  })

  it('place points at least 1 apart: all exactly, on a polygon, or on a line, as there is room', () => {
    expect(spreadDistances(4, 3)(0, 2)).toBe(1)
    expect(spreadDistances(6, 2)(0, 1)).toBeCloseTo(1, 12)
    expect(spreadDistances(6, 2)(1, 4)).toBeCloseTo(2, 12)
    expect(spreadDistances(6, 1)(1, 4)).toBe(3)
  })
})

describe('the statement that holds', () => {
  it('is collapse with all positives under any noise below chance, and no more than that', () => {
    expect(statementOf(setup, 0)).toBe('free')
    expect(statementOf(setup, 0.001)).toBe('collapse')
    expect(statementOf(setup, 0.499)).toBe('collapse')
    expect(statementOf(setup, 0.5)).toBeNull()
  })

  it('of free samples needs more of them in a class than can be equally far apart', () => {
    const free: Setup = { ...setup, tied: false }
    expect(statementOf({ ...free, dimension: 10 }, 0.1)).toBe('collapse')
    expect(statementOf({ ...free, dimension: 11 }, 0.1)).toBeNull()
  })

  it('needs room for classes equally far from one another', () => {
    const four: Setup = { ...setup, population: populationOf({ classes: 4, modes: 2, samples: 3 }) }
    expect(statementOf({ ...four, dimension: 2 }, 0.1)).toBeNull()
    expect(statementOf({ ...four, dimension: 3 }, 0.1)).toBe('collapse')
    expect(statementOf({ ...four, dimension: 3, space: 'sphere' }, 0.1)).toBeNull()
    const wide: Setup = { ...setup, space: 'sphere', loss: { name: 'triplet', margin: 2.1 } }
    expect(statementOf(wide, 0.1)).toBeNull()
  })

  it('of the margin loss depends on beta', () => {
    const margin = (beta: number, learnBeta = false): Setup => ({
      ...setup,
      loss: { name: 'margin', margin: 0.2, beta },
      learnBeta,
    })
    expect(statementOf(margin(1.2), 0.1)).toBe('no collapse')
    expect(statementOf(margin(1.2, true), 0.1)).toBe('collapse')
    expect(statementOf(margin(0.2), 0.1)).toBe('collapse')
  })

  it('of the easiest says no collapse with three of a kind, and not with one', () => {
    const of = (samples: number): Setup => ({
      ...easiest,
      population: populationOf({ classes: 2, modes: 3, samples }),
    })
    for (const noise of [0.001, 0.1, 0.3, 0.5]) {
      expect(statementOf(of(3), noise)).toBe('no collapse')
      expect(statementOf(of(1), noise)).toBeNull()
    }
    expect(statementOf({ ...easiest, tied: false }, 0.1)).toBeNull()
  })
})
