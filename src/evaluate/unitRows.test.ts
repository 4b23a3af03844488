import { expect, it } from 'vitest'
import { unitRows } from './unitRows.ts'

it('brings rows to length 1 and leaves zeros alone', () => {
  expect([...unitRows(Float32Array.of(3, 4, 0, 0, 0, -2), 2)]).toEqual([3 / 5, 4 / 5, 0, 0, 0, -1].map(Math.fround))
})
