import { expect, it } from 'vitest'
import { meanOfNonZero } from './meanOfNonZero.ts'
import { near, noPairs, pairsReducedBy } from './pairs.testing.ts'
import { threshold } from './threshold.ts'

const third = 1 / 3

it.each([
  { bounds: { low: 0.5, high: 4 }, value: 2, gradient: [third, third, 0, 0, 0, 0, third] },
  { bounds: { low: 2 }, value: 13 / 3, gradient: [0, 0, 0, third, third, 0, third] },
  { bounds: { high: 2 }, value: 0.5, gradient: [third, 0, third, 0, 0, third, 0] },
])('the mean is over what lies strictly within $bounds', async ({ bounds, value, gradient }) => {
  const found = await pairsReducedBy(threshold(bounds))
  expect(found.value).toBeCloseTo(value, 5)
  expect(found.gradient).toEqual(near(gradient))
})

it('is the mean of the non-zero at low 0, and 0 where nothing is left', async () => {
  expect(await pairsReducedBy(threshold({ low: 0 }))).toEqual(await pairsReducedBy(meanOfNonZero))
  expect((await pairsReducedBy(threshold({ low: 100 }))).value).toBe(0)
  expect((await pairsReducedBy(threshold({ low: 0 }), noPairs)).value).toBe(0)
})

it('refuses no bound, bounds the wrong way round, and what is no number', () => {
  expect(() => threshold({})).toThrow('threshold: low or high must be given')
  expect(() => threshold({ low: 2, high: 1 })).toThrow('threshold: low must be below high')
  expect(() => threshold({ low: Number.NaN })).toThrow('threshold: bounds must be numbers')
})
