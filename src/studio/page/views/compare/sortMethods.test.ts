import { expect, it } from 'vitest'
import { sortingOf, sortingText, sortMethods } from './sortMethods.ts'

const method = (name: string, mean: number | null) => ({
  name,
  loss: 'triplet',
  positives: 'all',
  negatives: 'no',
  runs: [],
  estimates: [mean === null ? null : { mean, halfWidth: null, n: 1 }],
})
const methods = [method('b', 0.5), method('a10', null), method('a9', 0.7)]

it('sortMethods goes by a column either way, what was not measured last', () => {
  expect(sortMethods(methods, { by: 0, up: true })).toEqual([0, 2, 1])
  expect(sortMethods(methods, { by: 0, up: false })).toEqual([2, 0, 1])
})

it('sortMethods goes by name, numbers as numbers, or not at all', () => {
  expect(sortMethods(methods, { by: 'name', up: true })).toEqual([2, 1, 0])
  expect(sortMethods(methods, { by: null, up: true })).toEqual([0, 1, 2])
})

it.each(['0', '-0', 'name', '-name'])('sortingOf reads %s as it was written', (text) => {
  expect(sortingText(sortingOf(text, 1))).toBe(text)
})

it.each([null, '', '1', 'garbage', '-', '0.5'])('sortingOf takes %s for none', (text) => {
  expect(sortingOf(text, 1)).toEqual({ by: null, up: true })
})
