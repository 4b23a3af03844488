import { expect, it } from 'vitest'
import { nearestPoint } from './nearestPoint.ts'

const points = [
  [10, 1],
  [20, 2],
  [40, 3],
] as const

it.each([
  [10, 1],
  [14, 1],
  [16, 2],
  [29, 2],
  [31, 3],
  [40, 3],
])('nearestPoint of %d is the one of %d', (x, y) => {
  expect(nearestPoint(points, x)?.[1]).toBe(y)
})

it('nearestPoint is none beyond the ends, but a little where that is allowed', () => {
  expect([nearestPoint(points, 9), nearestPoint(points, 41), nearestPoint([], 10)]).toEqual([null, null, null])
  expect([nearestPoint(points, 9, 2), nearestPoint(points, 41, 2)]).toEqual([points[0], points[2]])
})
