import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { brier } from './brier.ts'
import { calibrateDistances } from './calibrateDistances.ts'
import { pairCounts } from './pairCounts.ts'
import { sameChance } from './sameChance.ts'

/** Pairs whose chance to be of one class is known: 1 / (1 + exp(6 d - 5)). */
function drawn(count: number): { distances: number[]; same: number[] } {
  const generator = random('calibrate')
  const distances = Array.from({ length: count }, () => 2 * generator.uniform())
  return { distances, same: distances.map((d) => (generator.uniform() < 1 / (1 + Math.exp(6 * d - 5)) ? 1 : 0)) }
}

describe('calibrateDistances', () => {
  it('finds the chances that pairs were drawn by, for a prior of a half', () => {
    const { distances, same } = drawn(100_000)
    const share = same.reduce((a, b) => a + b) / same.length
    const { slope, offset } = calibrateDistances(pairCounts(distances, same))
    expect(slope).toBeCloseTo(6, 0)
    expect(offset + Math.log(share / (1 - share))).toBeCloseTo(5, 0)
  })

  it('stands where the gradient of its loss is 0', () => {
    const { distances, same } = drawn(300)
    const counts = pairCounts(distances, same)
    const { slope, offset } = calibrateDistances(counts)
    const [ones, twos] = [same.filter(Boolean).length, same.filter((s) => !s).length]
    let [byOffset, bySlope] = [0, 0]
    for (const [i, d] of distances.entries()) {
      const target = same[i] ? (ones + 1) / (ones + 2) : 1 / (twos + 2)
      const off = (sameChance({ slope, offset }, d) - target) / (2 * (same[i] ? ones : twos))
      byOffset += off
      bySlope -= off * d
    }
    expect(byOffset).toBeCloseTo(0, 7)
    expect(bySlope).toBeCloseTo(0, 7)
  })

  it('stays finite where a threshold parts all pairs, and where all distances are equal', () => {
    const apart = calibrateDistances(pairCounts([1, 1.1, 3, 3.1], [1, 1, 0, 0]))
    expect(sameChance(apart, 1)).toBeCloseTo(0.75, 1)
    expect(sameChance(apart, 3)).toBeCloseTo(0.25, 1)
    const { slope, offset } = calibrateDistances(pairCounts([0, 0, 0], [1, 0, 0]))
    expect(Number.isFinite(slope)).toBe(true)
    expect(sameChance({ slope, offset }, 0)).toBeCloseTo(0.5, 0)
  })

  it('is of the distances themselves, whatever their unit', () => {
    const { distances, same } = drawn(500)
    const one = calibrateDistances(pairCounts(distances, same))
    const far = distances.map((d) => 1000 * d)
    const thousand = calibrateDistances(pairCounts(far, same))
    expect(1000 * thousand.slope).toBeCloseTo(one.slope, 6)
    expect(thousand.offset).toBeCloseTo(one.offset, 6)
  })

  it('is NaN without pairs of either kind', () => {
    expect(calibrateDistances(pairCounts([1, 2], [1, 1])).slope).toBeNaN()
  })
})

describe('brier', () => {
  it('is the mean squared error, both kinds weighing the same', () => {
    const flat = { slope: 0, offset: 0 }
    expect(brier(pairCounts([1, 2, 3], [1, 0, 0]), flat)).toBe(0.25)
    const steep = { slope: 1000, offset: 1500 }
    expect(brier(pairCounts([1, 2, 1, 2, 2, 2], [1, 1, 0, 0, 0, 0]), steep)).toBeCloseTo((0.5 + 0.25) / 2, 12)
  })
})
