import { expect, it } from 'vitest'
import { meanOfNonZero } from './meanOfNonZero.ts'
import { reducedBy } from './reducer.testing.ts'

it('the mean of the non-zero leaves out what is satisfied', async () => {
  expect(await reducedBy(meanOfNonZero, [0, 3, 9, 6], [1, 1, 0, 1])).toEqual({ value: 4.5, gradient: [0, 0.5, 0, 0.5] })
})

it('of nothing, and of what is all satisfied, is 0 with gradient 0', async () => {
  expect(await reducedBy(meanOfNonZero, [1, 2], [0, 0])).toEqual({ value: 0, gradient: [0, 0] })
  expect(await reducedBy(meanOfNonZero, [0, 0], [1, 1])).toEqual({ value: 0, gradient: [0, 0] })
})
