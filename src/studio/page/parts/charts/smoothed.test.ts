import { expect, it } from 'vitest'
import { smoothed } from './smoothed.ts'

it('smoothed weighs what came before by halves, and begins with the first value', () => {
  // (4 + 2 * 8 + 4 * 2) / 7
  expect(
    smoothed(
      [
        [1, 4],
        [2, 8],
        [3, 2],
      ],
      0.5,
    ),
  ).toEqual([
    [1, 4],
    [2, expect.closeTo(20 / 3, 12)],
    [3, expect.closeTo(28 / 7, 12)],
  ])
})

it('smoothed leaves a curve as it is for a weight of 0', () => {
  const points = [
    [1, 4],
    [2, 8],
  ] as const
  expect(smoothed(points, 0)).toBe(points)
})

it('smoothed leaves a level curve level', () => {
  for (const [, y] of smoothed(
    Array.from({ length: 50 }, (_, i) => [i, 3] as const),
    0.9,
  ))
    expect(y).toBeCloseTo(3, 12)
})
