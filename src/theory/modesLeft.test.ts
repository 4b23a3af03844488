import { describe, expect, it } from 'vitest'
import { distancesOf } from './distancesOf.ts'
import { modesLeft } from './modesLeft.ts'
import { populationOf } from './population.ts'

const population = populationOf({ classes: 2, modes: 2, samples: 2 })

describe('what is left of the modes', () => {
  it('is counted on a line by hand', () => {
    // Class 0: modes at 0 1 and 4 5; class 1: modes at 20 21 and 24 25.
    const { ratio, width, groups, kept } = modesLeft(distancesOf([0, 1, 4, 5, 20, 21, 24, 25], 1), population, 2)
    // Between modes: 4 5 3 4, of either class. Between classes: all pairs, 20 on the mean.
    expect(ratio).toBeCloseTo(4 / 20, 12)
    expect(width).toBeCloseTo(1 / 20, 12)
    expect(groups).toBe(2)
    expect(kept).toBe(1)
  })

  it('is nothing where every class lies on one point: one group, and a mode is kept as by chance', () => {
    const { ratio, width, groups, kept } = modesLeft(distancesOf([3, 3, 3, 3, 5, 5, 5, 5], 1), population, 0.1)
    expect([ratio, width, groups]).toEqual([0, 0, 1])
    expect(kept).toBeCloseTo(1 / 3, 12)
  })

  it('joins samples by chains of near ones, and never over classes', () => {
    const chained = modesLeft(distancesOf([0, 1, 2, 3, 3.5, 4.5, 5.5, 9], 1), population, 1.1)
    expect(chained.groups).toBe((1 + 2) / 2)
  })
})
