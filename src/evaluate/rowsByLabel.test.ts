import { expect, it } from 'vitest'
import { rowsByLabel } from './rowsByLabel.ts'

it('lists the rows of each label in order, and none of a negative one', () => {
  expect([...rowsByLabel([4, -1, 2, 4, 2, 4])]).toEqual([
    [4, [0, 3, 5]],
    [2, [2, 4]],
  ])
  expect(rowsByLabel(Int32Array.of(-1)).size).toBe(0)
})
