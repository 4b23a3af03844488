import { expect, it } from 'vitest'
import { demandRows } from './demandRows.ts'

it('refuses no rows, rows that are not whole, and numbers that are not finite, naming the row', () => {
  const check = (numbers: number[], dimension: number) => () =>
    demandRows('knn', 'queries', Float32Array.from(numbers), dimension)
  expect(check([1, 2, 3, 4], 2)).not.toThrow()
  expect(check([], 2)).toThrow('knn: the queries must be rows of 2 numbers, at least one, got 0')
  expect(check([1, 2, 3], 2)).toThrow('rows of 2 numbers')
  expect(check([1, 2], 0)).toThrow('rows of 0 numbers')
  expect(check([1, 2, 3, Number.NaN], 2)).toThrow("finite numbers, got 'NaN in row 1'")
  expect(check([1, Number.NEGATIVE_INFINITY], 1)).toThrow("got '-Infinity in row 1'")
})
