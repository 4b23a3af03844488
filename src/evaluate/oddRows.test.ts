import { expect, it } from 'vitest'
import { oddRows } from './oddRows.ts'

it('counts rows of zeros, of either sign, and rows that are there already', () => {
  const rows = Float32Array.of(1, 2, 0, 0, 1, 2, -0, 0, 2, 1, 1, 2)
  expect(oddRows(rows, 2)).toEqual({ zeros: 2, duplicates: 3 })
  expect(oddRows(rows.subarray(2), 2)).toEqual({ zeros: 2, duplicates: 2 })
  expect(oddRows(Float32Array.of(1, 2, 3), 1)).toEqual({ zeros: 0, duplicates: 0 })
})
