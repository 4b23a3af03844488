import { describe, expect, it } from 'vitest'
import { turnedTo } from './turnedTo.ts'

const points = Float64Array.of(1, 0, 0, 2, -3, 1)
const shown = (values: Float64Array): number[] => Array.from(values, (value) => Math.round(value * 1e9) / 1e9 + 0)

describe('turnedTo', () => {
  it('undoes a turn by 90 degrees', () => {
    // (x, y) turned is (-y, x).
    const others = [0, 1, -2, 0, -1, -3]
    expect(shown(turnedTo(points, others))).toEqual(others)
  })

  it('undoes a mirror', () => {
    const others = [-1, 0, 0, 2, 3, 1]
    expect(shown(turnedTo(points, others))).toEqual(others)
  })

  it('undoes a turn with a mirror', () => {
    // (x, y) with its coordinates exchanged.
    const others = [0, 1, 2, 0, 1, -3]
    expect(shown(turnedTo(points, others))).toEqual(others)
  })

  it('keeps every distance where the others are not the same points', () => {
    const turned = turnedTo(points, [5, 1, -2, 7, 0.5, 0.25])
    for (let i = 0; i < 6; i += 2)
      expect(Math.hypot(turned[i]!, turned[i + 1]!)).toBeCloseTo(Math.hypot(points[i]!, points[i + 1]!), 12)
  })

  it('is no farther from the others than any of 3,600 turns and mirrors', () => {
    const others = [5, 1, -2, 7, 0.5, 0.25]
    const apart = (own: ArrayLike<number>): number => others.reduce((sum, value, i) => sum + (own[i]! - value) ** 2, 0)
    const least = apart(turnedTo(points, others))
    for (let k = 0; k < 3600; k++) {
      const [c, s, sign] = [Math.cos((k * Math.PI) / 900), Math.sin((k * Math.PI) / 900), k % 2 === 0 ? 1 : -1]
      const turned = [0, 2, 4].flatMap((at) => {
        const [x, y] = [points[at]!, points[at + 1]!]
        return [c * x - sign * s * y, s * x + sign * c * y]
      })
      expect(least).toBeLessThanOrEqual(apart(turned) + 1e-9)
    }
  })

  it('leaves points where they are that have nothing to be turned to', () => {
    expect(turnedTo(points, new Float64Array(6))).toEqual(points)
  })
})
