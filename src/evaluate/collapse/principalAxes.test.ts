import { expect, it } from 'vitest'
import { random } from '../../random.ts'
import { principalAxes } from './principalAxes.ts'

it('measures points on a line along it: variance 8 / 3, the second axis left out', () => {
  const rows = Float64Array.from([0, 0, Math.SQRT2, Math.SQRT2, 2 * Math.SQRT2, 2 * Math.SQRT2])
  const { coordinates, rank, variances, share } = principalAxes(rows, { dimension: 2, most: 2 })
  expect(rank).toBe(1)
  expect(variances[0]).toBeCloseTo(8 / 3, 12)
  expect(share).toBeCloseTo(1, 12)
  expect([...coordinates].map(Math.abs)).toEqual([2, 0, 2].map((x) => expect.closeTo(x, 12)))
})

it('keeps distances where all axes are kept, with more rows than dimensions and with fewer', () => {
  const rng = random(0)
  for (const [n, d] of [
    [30, 5],
    [5, 30],
  ] as const) {
    const rows = Float64Array.from({ length: n * d }, () => rng.normal())
    const { coordinates, rank } = principalAxes(rows, { dimension: d, most: 30 })
    expect(rank).toBe(Math.min(n - 1, d))
    const distance = (x: Float64Array, size: number, i: number, k: number): number =>
      Math.hypot(...Array.from({ length: size }, (_, j) => x[i * size + j]! - x[k * size + j]!))
    for (let i = 1; i < n; i++) expect(distance(coordinates, rank, 0, i)).toBeCloseTo(distance(rows, d, 0, i), 9)
  }
})

it('has rank 0 for rows that are all equal', () => {
  expect(principalAxes(new Float32Array(12).fill(0.1), { dimension: 3, most: 3 }).rank).toBe(0)
})
