import { expect, it } from 'vitest'
import { saidBy } from './regularizer.testing.ts'
import { zeroMean } from './zeroMean.ts'

it('is the mean distance from 0 of the sums of rows; a row that adds up to 0 has gradient 0', async () => {
  const { value, gradient } = await saidBy(zeroMean())
  expect(value).toBeCloseTo(1.75, 6)
  expect(gradient.map(Math.abs)).toEqual([0, 0, 0, ...Array(9).fill(0.25)])
  expect(gradient.map(Math.sign).slice(3)).toEqual([1, 1, 1, -1, -1, -1, -1, -1, -1])
})
