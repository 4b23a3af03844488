import { expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { ints } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { masks } from './masks.ts'

it('pairs of one class, no sample with itself, and pairs of two', async () => {
  const labels = constant(ints([2 ** 40, -1, 2 ** 40]))
  const { same, other } = await evaluate(masks({ labels }))
  expect([...same.data]).toEqual([0, 0, 1, 0, 0, 0, 1, 0, 0])
  expect([...other.data]).toEqual([0, 1, 0, 1, 0, 1, 0, 1, 0])
})

it('labels that differ only beyond 2 to the 24 are two classes', async () => {
  const { same } = await evaluate(masks({ labels: constant(ints([16777216, 16777217])) }))
  expect([...same.data]).toEqual([0, 0, 0, 0])
})

it('labels of several numbers a sample need a relation', () => {
  expect(() => masks({ labels: constant(ints([0, 1, 1, 1], [2, 2])) })).toThrow(
    "masks: labels must be [B] to be compared as they are, got '[2,2]'; give a relation that reads them, or a hierarchical loss",
  )
})
