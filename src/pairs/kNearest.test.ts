import { expect, it } from 'vitest'
import { matrix } from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { bools } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { kNearest } from './kNearest.ts'

const order = matrix([3, 1, 2, 0, 5, 5, 4, 6], [2, 4])
const allowed = constant(bools([1, 1, 1, 0, 0, 0, 1, 0], [2, 4]))

it('the k nearest of each row are the smallest of the allowed, in order; where there are fewer, the rest is missing', async () => {
  const { columns, valid } = await evaluate(kNearest(order, allowed, 2))
  expect(Array.from(columns.data, Number).slice(0, 3)).toEqual([1, 2, 2])
  expect([...valid.data]).toEqual([1, 1, 1, 0])
})

it('are as many as there are columns where k is larger', async () => {
  const { columns, valid } = await evaluate(kNearest(order, allowed, 9))
  expect(columns.shape).toEqual([2, 4])
  expect([...valid.data]).toEqual([1, 1, 1, 0, 1, 0, 0, 0])
})
