import { expect, it } from 'vitest'
import { isOnCircle } from './isOnCircle.ts'

it('knows rows of length 1 but for rounding, and is as strict as it is asked to be; NaN is on no circle', () => {
  expect(isOnCircle(Float32Array.of(1, 0, 0.6, -0.8))).toBe(true)
  expect(isOnCircle([1, 0, 0.6, 0.7])).toBe(false)
  expect(isOnCircle([1.0005, 0])).toBe(true)
  expect(isOnCircle([1.0005, 0], 1e-6)).toBe(false)
  expect(isOnCircle([Number.NaN, 1])).toBe(false)
})
