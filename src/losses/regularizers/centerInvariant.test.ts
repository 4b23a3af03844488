import { expect, it } from 'vitest'
import { centerInvariant } from './centerInvariant.ts'
import { saidBy } from './regularizer.testing.ts'

it('is a quarter of the variance of the squared lengths', async () => {
  const { value, gradient } = await saidBy(centerInvariant())
  expect(value).toBeCloseTo(15.753906, 5)
  const theirs = [
    10.03125, -13.375, 3.34375, -0.90625, -1.8125, -1.8125, 3.6875, -0.921875, -1.84375, -0.296875, -0.59375, 1.78125,
  ]
  expect(gradient).toEqual(theirs.map((g) => expect.closeTo(g, 4)))
})

it('of rows of one length is 0', async () => {
  expect(
    (
      await saidBy(centerInvariant(), [
        [3, 4],
        [5, 0],
        [0, -5],
      ])
    ).value,
  ).toBe(0)
})
