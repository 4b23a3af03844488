import { describe, expect, it } from 'vitest'
import { pairedTest } from './pairedTest.ts'

describe('pairedTest', () => {
  it('is the two-sided t test of the differences', () => {
    // Differences 1, 2, 3: mean 2, s = 1, t = 2 sqrt(3), and with two degrees of freedom p = 1 - t / sqrt(2 + t^2).
    const { difference, p } = pairedTest([2, 4, 6], [1, 2, 3])
    expect(difference.mean).toBe(2)
    expect(p).toBeCloseTo(1 - Math.sqrt(12) / Math.sqrt(14), 10)
  })

  it('has p below 0.05 just where the 95 % interval leaves out 0', () => {
    for (const far of [0.1, 0.5, 1, 2, 4]) {
      const { difference, p } = pairedTest([far, far + 0.5, far + 1, far - 0.4], [0, 0, 0, 0])
      expect(p! < 0.05).toBe(Math.abs(difference.mean) > difference.half!)
    }
  })

  it('is sure where all seeds agree, and knows nothing of chance from one', () => {
    expect(pairedTest([0.5, 0.75], [0.25, 0.5]).p).toBe(0)
    expect(pairedTest([0.5, 0.75], [0.5, 0.75]).p).toBe(1)
    expect(pairedTest([0.5], [0.25])).toEqual({ difference: { mean: 0.25, half: null, n: 1 }, p: null })
  })
})
