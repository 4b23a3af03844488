import { expect, it } from 'vitest'
import { classWeighted } from './classWeighted.ts'
import { near, noPairs, pairsReducedBy } from './pairs.testing.ts'
import { reducedBy } from './reducer.testing.ts'

it('each loss is weighed by the class of its anchor, in a mean over how many count', async () => {
  const { value, gradient } = await pairsReducedBy(classWeighted([1, 2, 0.5]))
  expect(value).toBeCloseTo(2.107143, 5)
  expect(gradient).toEqual(near([...Array(5).fill(1 / 7), 0.5 / 7, 0.5 / 7]))
  expect((await pairsReducedBy(classWeighted([1, 2, 0.5]), noPairs)).value).toBe(0)
})

it('takes losses that have one for each sample', async () => {
  const { value, gradient } = await reducedBy(classWeighted([1, 0, 3]), [1, 2, 4], [1, 1, 1], [0, 1, 2])
  expect(value).toBeCloseTo(13 / 3, 5)
  expect(gradient).toEqual(near([1 / 3, 0, 1]))
})

it('refuses no weights, and a weight below 0', () => {
  expect(() => classWeighted([])).toThrow('classWeighted: every class must have a weight')
  expect(() => classWeighted([1, -2])).toThrow('a number of at least 0, got -2')
})
