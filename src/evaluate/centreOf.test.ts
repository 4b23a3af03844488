import { expect, it } from 'vitest'
import { centredRows } from './centredRows.ts'
import { centreOf } from './centreOf.ts'
import { squaredLengths } from './squaredLengths.ts'

it('is the mean row; rows minus it have mean 0, and the lengths worked by hand', () => {
  const rows = Float32Array.of(1, 2, 5, 10)
  const centre = centreOf(rows, 2)
  expect([...centre]).toEqual([3, 6])
  const centred = centredRows(rows, centre)
  expect([...centred]).toEqual([-2, -4, 2, 4])
  expect([...squaredLengths(centred, 2)]).toEqual([20, 20])
})
