import { expect, it } from 'vitest'
import { NearkinError } from '../errors.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import { masks } from './masks.ts'
import { twoViews } from './twoViews.ts'

const rows = (count: number) => constant(floats([...Array(count * 2).keys()], [count, 2]))

it('row i and row i + B/2 are the only positives of one another, all others negatives', async () => {
  const { same, other } = masks(twoViews(rows(6)))
  const found = await evaluate({ same, other })
  const grid = (holds: (a: number, b: number) => boolean): number[] =>
    Array.from({ length: 36 }, (_, at) => Number(holds(Math.floor(at / 6), at % 6)))
  expect([...found.same.data].map(Number)).toEqual(grid((a, b) => Math.abs(a - b) === 3))
  expect([...found.other.data].map(Number)).toEqual(grid((a, b) => a % 3 !== b % 3))
})

it('with symmetric false the first view is compared with the second', async () => {
  const batch = twoViews(rows(4), { symmetric: false })
  const references = batch.references!
  const { same } = masks(batch)
  const found = await evaluate({ anchors: batch.embeddings, others: references.embeddings, same })
  expect([...found.anchors.data]).toEqual([0, 1, 2, 3])
  expect([...found.others.data]).toEqual([4, 5, 6, 7])
  expect([...found.same.data].map(Number)).toEqual([1, 0, 0, 1])
})

it.each([0, 5])('refuses %i rows', (count) => {
  expect(() => twoViews(rows(count))).toThrow(NearkinError)
  expect(() => twoViews(rows(count))).toThrow(`got '${count} rows'`)
})
