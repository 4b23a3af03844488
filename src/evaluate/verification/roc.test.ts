import { describe, expect, it } from 'vitest'
import { areaUnderRoc } from './areaUnderRoc.ts'
import { equalErrorRate } from './equalErrorRate.ts'
import { pairCounts } from './pairCounts.ts'
import { roc } from './roc.ts'
import { trueAcceptRate } from './trueAcceptRate.ts'

/** Genuine at 1 2 2 5, impostor at 2 3 4 5 6. */
const curve = roc(pairCounts([1, 2, 2, 5, 2, 3, 4, 5, 6], [1, 1, 1, 1, 0, 0, 0, 0, 0]))

describe('roc', () => {
  it('has the rates at every distinct distance, worked by hand', () => {
    expect([...curve.thresholds]).toEqual([Number.NEGATIVE_INFINITY, 1, 2, 3, 4, 5, 6])
    expect([...curve.tar]).toEqual([0, 0.25, 0.75, 0.75, 0.75, 1, 1])
    expect([...curve.far]).toEqual([0, 0, 0.2, 0.4, 0.6, 0.8, 1])
  })

  it('has NaN where there is no pair of a kind', () => {
    expect([...roc(pairCounts([1], [1])).far]).toEqual([Number.NaN, Number.NaN])
  })
})

describe('areaUnderRoc', () => {
  it('is the share of pairs of pairs in the right order, equal distances counting half', () => {
    const [genuine, impostor] = [
      [1, 2, 2, 5],
      [2, 3, 4, 5, 6],
    ]
    const wins = genuine!.flatMap((g) => impostor!.map((i): number => (g < i ? 1 : g === i ? 0.5 : 0)))
    expect(areaUnderRoc(curve)).toBeCloseTo(wins.reduce((a, b) => a + b) / wins.length, 12)
  })

  it('is 0.5 where all distances are equal, exactly 1 where a threshold parts them, 0 the other way round', () => {
    expect(areaUnderRoc(roc(pairCounts([1, 1, 1], [1, 0, 0])))).toBe(0.5)
    expect(areaUnderRoc(roc(pairCounts([1, 2, 3, 4, 5], [1, 1, 1, 0, 0])))).toBe(1)
    expect(areaUnderRoc(roc(pairCounts([4, 1], [1, 0])))).toBe(0)
  })
})

describe('equalErrorRate', () => {
  it('lies on the line between the two points around it', () => {
    // From (FAR 0.2, FRR 0.25) to (0.4, 0.25): both are 0.25 a quarter of the way.
    const { rate, threshold } = equalErrorRate(curve)
    expect(rate).toBeCloseTo(0.25, 12)
    expect(threshold).toBeCloseTo(2.25, 12)
  })

  it('is exactly 0 where a threshold parts the pairs, 0.5 where all are equal, 1 the other way round', () => {
    expect(equalErrorRate(roc(pairCounts([1, 2, 3, 4], [1, 1, 0, 0]))).rate).toBe(0)
    expect(equalErrorRate(roc(pairCounts([1, 1, 1], [1, 0, 0]))).rate).toBe(0.5)
    expect(equalErrorRate(roc(pairCounts([4, 1], [1, 0]))).rate).toBe(1)
  })
})

describe('trueAcceptRate', () => {
  it('takes the largest threshold that allows no more, and nothing between points', () => {
    expect(trueAcceptRate(curve, 0.2)).toEqual({ far: 0.2, tar: 0.75, threshold: 2 })
    expect(trueAcceptRate(curve, 0.19)).toEqual({ far: 0.19, tar: 0.25, threshold: 1 })
    expect(trueAcceptRate(curve, 1)).toEqual({ far: 1, tar: 1, threshold: 6 })
  })

  it('has no threshold where the nearest distance already takes too many', () => {
    expect(trueAcceptRate(roc(pairCounts([1, 1], [1, 0])), 0.5)).toEqual({ far: 0.5, tar: 0, threshold: null })
  })
})
