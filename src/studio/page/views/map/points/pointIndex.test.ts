import { describe, expect, it } from 'vitest'
import { random } from '../../../../../random.ts'
import { pointIndex } from './pointIndex.ts'

const any = () => true

describe('pointIndex', () => {
  it('finds the nearest as a look at every point does', () => {
    const { uniform } = random(0)
    const [x, y] = [0, 1].map(() => Float32Array.from({ length: 3000 }, () => 2 * uniform() - 1)) as [
      Float32Array,
      Float32Array,
    ]
    const { nearest } = pointIndex(x, y)
    for (let round = 0; round < 50; round++) {
      const [left, top] = [2.2 * uniform() - 1.1, 2.2 * uniform() - 1.1]
      const squares = Array.from(x, (at, i) => (at - left) ** 2 + (y[i]! - top) ** 2)
      const best = squares.indexOf(Math.min(...squares))
      expect(nearest(left, top, 3, any)).toBe(best)
      const reach = Math.sqrt(squares[best]!)
      expect(nearest(left, top, reach * 0.99, any)).toBe(-1)
      expect(nearest(left, top, reach * 1.01, (row) => row !== best)).not.toBe(best)
    }
  })

  it('finds the next point in a direction', () => {
    const { beyond } = pointIndex(Float32Array.of(0, 0.5, 0.2, -1), Float32Array.of(0, 0.1, 0.9, 0))
    expect(beyond(0, [1, 0], any)).toBe(1)
    expect(beyond(0, [0, 1], any)).toBe(2)
    expect(beyond(0, [-1, 0], any)).toBe(3)
    expect(beyond(0, [0, -1], any)).toBe(-1)
    expect(beyond(0, [1, 0], (row) => row !== 1)).toBe(-1)
  })

  it('finds what a line encloses, hollows left out', () => {
    const { inside } = pointIndex(Float32Array.of(0, 0.6, -0.6, 0.9, 0), Float32Array.of(0.5, -0.4, -0.4, 0.9, -0.5))
    const hollow = [
      [-0.8, -0.8],
      [0, 0.2],
      [0.8, -0.8],
      [0.8, 0.8],
      [-0.8, 0.8],
    ] as const
    expect(inside(hollow, any)).toEqual([0, 1, 2])
    expect(inside(hollow, (row) => row !== 0)).toEqual([1, 2])
  })

  it('works without points and with all of them in one place', () => {
    expect(pointIndex(new Float32Array(0), new Float32Array(0)).nearest(0, 0, 1, any)).toBe(-1)
    const same = pointIndex(new Float32Array(50), new Float32Array(50))
    expect(same.nearest(0.1, 0, 0.2, (row) => row === 7)).toBe(7)
    expect(same.beyond(0, [1, 0], any)).toBe(-1)
  })
})
