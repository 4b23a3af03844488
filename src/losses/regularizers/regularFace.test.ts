import { expect, it } from 'vitest'
import { regularFace } from './regularFace.ts'
import { saidBy } from './regularizer.testing.ts'

it('is the mean cosine of each row and the one nearest to it, with a gradient for both', async () => {
  const { value, gradient } = await saidBy(regularFace())
  expect(value).toBeCloseTo(-0.060517, 5)
  const theirs = [
    0.039376, 0.027499, -0.008131, -0.099084, -0.034271, 0.083813, 0.10045, 0.138551, 0.131623, 0.050051, -0.053039,
    -0.009338,
  ]
  expect(gradient).toEqual(theirs.map((g) => expect.closeTo(g, 5)))
})

it('of a single row is 0, and of equal rows 1', async () => {
  expect(await saidBy(regularFace(), [[1, 2]])).toEqual({ value: 0, gradient: [0, 0] })
  expect(
    (
      await saidBy(regularFace(), [
        [1, 2],
        [2, 4],
        [1, 2],
      ])
    ).value,
  ).toBeCloseTo(1, 6)
})
