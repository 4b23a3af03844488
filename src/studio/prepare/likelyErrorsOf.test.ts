import { expect, it } from 'vitest'
import { likelyErrorsOf, mostErrors } from './likelyErrorsOf.ts'

it('names images and classes, and keeps the likeliest alone where there are more than a list has room for', () => {
  const level = { name: 'fine', classes: ['a', 'b'], labels: Int32Array.of(0, 1) }
  const error = { row: 1, label: 1, suggested: 0, score: 0.9, own: [], others: [0] }
  const { level: of, errors } = likelyErrorsOf(level, new Array(mostErrors + 1).fill(error), (row) => `${row}.png`)
  expect(of).toBe('fine')
  expect(errors).toHaveLength(mostErrors)
  expect(errors[0]).toEqual({ row: 1, name: '1.png', label: 'b', suggested: 'a', score: 0.9, own: [], others: [0] })
})
