import { expect, it } from 'vitest'
import { divisor } from './divisor.ts'
import { near, noPairs, pairsReducedBy } from './pairs.testing.ts'

it('the sum is divided by the number, however many count', async () => {
  const { value, gradient } = await pairsReducedBy(divisor(10))
  expect(value).toBeCloseTo(1.65, 6)
  expect(gradient).toEqual(near([0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1]))
  expect((await pairsReducedBy(divisor(10), noPairs)).value).toBe(0)
})

it.each([0, -1, Number.NaN])('refuses to divide by %d', (by) => {
  expect(() => divisor(by)).toThrow(`divisor: by must be a number above 0, got ${by}`)
})
