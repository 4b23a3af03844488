import { expect, it } from 'vitest'
import { formatDistance } from './formatDistance.ts'

it('a distance has three places', () => {
  expect(formatDistance(0.12349)).toBe('0.123')
  expect(formatDistance(2)).toBe('2.000')
})

it('what is nearly nought is not said to be nought; rounding below nought is', () => {
  expect(formatDistance(0.0004)).toBe('< 0.001')
  expect(formatDistance(0)).toBe('0')
  expect(formatDistance(-1e-8)).toBe('0')
})
