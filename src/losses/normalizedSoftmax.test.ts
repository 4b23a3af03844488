import { expect, it } from 'vitest'
import { dot } from '../distances/dot.ts'
import { l2 } from '../distances/l2.ts'
import { normalizedSoftmax } from './normalizedSoftmax.ts'
import { toldOf } from './proxies.testing.ts'

const form = { classes: 2, dimension: 2, temperature: 0.5 }
const proxies = [
  [3, 0],
  [0, 2],
]

it('normalized softmax compares directions of samples and proxies', async () => {
  const told = await toldOf(normalizedSoftmax(form), proxies, [[1.2, 1.6]], [0])
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp((0.8 - 0.6) / 0.5)), 6)
})

it('normalized softmax with dot products brings the proxies alone to length 1', async () => {
  const told = await toldOf(normalizedSoftmax({ ...form, distance: dot() }), proxies, [[1.2, 1.6]], [0])
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp((1.6 - 1.2) / 0.5)), 6)
})

it('normalized softmax of a distance takes it with its sign turned around', async () => {
  const told = await toldOf(normalizedSoftmax({ ...form, distance: l2() }), proxies, [[1.2, 1.6]], [0])
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp((Math.sqrt(0.8) - Math.sqrt(0.4)) / 0.5)), 6)
  expect(told.positive).toBeCloseTo(Math.sqrt(0.8), 6)
})

it('normalized softmax refuses a temperature of 0', () => {
  expect(() => normalizedSoftmax({ ...form, temperature: 0 })).toThrow('temperature must be a number above 0, got 0')
})
