import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { countsOf } from './labels.testing.ts'
import { weightedDraw } from './weightedDraw.ts'

describe('weightedDraw', () => {
  const weights = [1, 2, 5]
  const draws = Array.from({ length: 20_000 }, (_, i) => weightedDraw(weights, 2, random(i)))
  const share = (which: (draw: number[]) => number) =>
    countsOf(draws.map(which), 3).map((count) => count / draws.length)

  it('draws first in proportion to the weights', () => {
    share(([first]) => first!).forEach((got, i) => {
      expect(Math.abs(got - weights[i]! / 8)).toBeLessThan(0.01)
    })
  })

  it('draws second in proportion to the weights of those left', () => {
    // Of place 0: 2/8 after place 1 and 5/8 after place 2, then 1 of the 6 or of the 3 that are left.
    const expected = [
      (2 / 8) * (1 / 6) + (5 / 8) * (1 / 3),
      (1 / 8) * (2 / 7) + (5 / 8) * (2 / 3),
      (1 / 8) * (5 / 7) + (2 / 8) * (5 / 6),
    ]
    share(([, second]) => second!).forEach((got, i) => {
      expect(Math.abs(got - expected[i]!)).toBeLessThan(0.01)
    })
  })

  it('draws no place twice, and all where all are wanted', () => {
    expect(draws.every(([a, b]) => a !== b)).toBe(true)
    expect(weightedDraw(weights, 3, random(0)).sort()).toEqual([0, 1, 2])
  })

  it('orders weights as far apart as numbers go', () => {
    for (let i = 0; i < 50; i++) expect(weightedDraw([5e-324, 1e308, 1e-300], 3, random(i))).toEqual([1, 2, 0])
  })
})
