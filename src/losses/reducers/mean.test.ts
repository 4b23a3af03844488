import { expect, it } from 'vitest'
import { mean } from './mean.ts'
import { reducedBy } from './reducer.testing.ts'

it('the mean is over all that count, satisfied or not', async () => {
  const { value, gradient } = await reducedBy(mean, [0, 3, 9, 6], [1, 1, 0, 1])
  expect(value).toBe(3)
  expect(gradient[2]).toBe(0)
  for (const i of [0, 1, 3]) expect(gradient[i]).toBeCloseTo(1 / 3, 6)
})

it('of nothing is 0, with gradient 0', async () => {
  expect(await reducedBy(mean, [1, 2], [0, 0])).toEqual({ value: 0, gradient: [0, 0] })
})
