import { expect, it } from 'vitest'
import { input } from '../tensor/tensor.ts'
import { one } from './one.ts'

it('one pair for each anchor is a selection of length 1 along positives and negatives', () => {
  const { columns, valid } = one({ columns: input('c', 'int64', [5, 1]), valid: input('v', 'bool', [5, 1]) })
  expect([columns!.shape, valid.shape]).toEqual([
    [5, 1, 1],
    [5, 1, 1],
  ])
})
