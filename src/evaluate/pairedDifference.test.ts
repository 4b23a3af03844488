import { describe, expect, it } from 'vitest'
import { interval } from './interval.ts'
import { pairedDifference } from './pairedDifference.ts'

describe('pairedDifference', () => {
  it('is the interval of the differences seed by seed', () => {
    const { mean, half, n } = pairedDifference([2, 4, 6], [1, 2, 3])
    expect([mean, n]).toEqual([2, 3])
    expect(half).toBeCloseTo(4.3026527 / Math.sqrt(3), 6)
  })

  it('tells methods apart where seeds vary more than methods differ', () => {
    const a = [0.31, 0.41, 0.52]
    const b = [0.3, 0.4, 0.5]
    expect(interval(a).half).toBeGreaterThan(0.2)
    const { mean, half } = pairedDifference(a, b)
    expect(mean).toBeCloseTo(0.04 / 3, 12)
    expect(half).toBeLessThan(0.02)
  })

  it('one seed has a difference and no interval', () => {
    expect(pairedDifference([0.5], [0.25])).toEqual({ mean: 0.25, half: null, n: 1 })
  })

  it('refuses methods that ran a different number of times', () => {
    expect(() => pairedDifference([1, 2], [1])).toThrow('with the same seeds, got [2,1]')
  })
})
