import { describe, expect, it } from 'vitest'
import { bin, bins, modeAngle, ringDensity, spreadAngles, stackHeight } from './ring.js'

describe('ring', () => {
  it('measures density as multiples of an even spread: its mean is 1, everywhere where points are even', () => {
    const even = ringDensity(Array.from({ length: bins }, (_, i) => ((i + 0.5) / bins) * 2 * Math.PI))
    for (const d of even) expect(d).toBeCloseTo(1, 9)
    const one = ringDensity(new Array<number>(50).fill(2))
    expect(one.reduce((a, b) => a + b) / bins).toBeCloseTo(1, 9)
    expect(Math.abs(modeAngle(one) - 2)).toBeLessThan(0.01)
    expect(ringDensity([]).every((d) => d === 0)).toBe(true)
  })

  it('closes the circle: angles just below and above zero are neighbours', () => {
    expect(bin(-1e-9)).toBe(bins - 1)
    expect(bin(0)).toBe(0)
    expect(bin(2 * Math.PI)).toBe(0)
    const d = ringDensity([0.001])
    expect(d[bins - 1]).toBeCloseTo(d[1]!, 9)
  })

  it('stacks points below the root of the density, the highest below 1', () => {
    for (let i = 0; i < 100; i++) {
      expect(stackHeight(i, 9, 9)).toBeLessThanOrEqual(1)
      expect(stackHeight(i, 1, 9)).toBeLessThanOrEqual(1 / 3)
    }
    expect(stackHeight(1, 0, 0)).toBe(0)
  })

  it('moves equal angles apart and leaves far ones where they are', () => {
    const [a, b] = spreadAngles([1, 1], 0.2)
    expect(Math.abs(a! - b!)).toBeCloseTo(0.2, 4)
    expect(spreadAngles([0, 2, 4], 0.2)).toEqual([0, 2, 4])
    expect(spreadAngles([1], 0.2)).toEqual([1])
    expect(spreadAngles([], 0.2)).toEqual([])
  })
})
