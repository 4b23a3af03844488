import { expect, it } from 'vitest'
import { near, noPairs, pairsReducedBy } from './pairs.testing.ts'
import { sum } from './sum.ts'

it('the sum is over all that count, each with gradient 1', async () => {
  expect(await pairsReducedBy(sum)).toEqual({ value: 16.5, gradient: near([1, 1, 1, 1, 1, 1, 1]) })
})

it('of nothing is 0, with gradient 0', async () => {
  expect(await pairsReducedBy(sum, noPairs)).toEqual({ value: 0, gradient: near([0, 0, 0, 0, 0, 0, 0]) })
})
