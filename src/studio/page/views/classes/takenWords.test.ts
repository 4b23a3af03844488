import { expect, it } from 'vitest'
import { takenWords } from './takenWords.ts'

it('names the queries, of how many, and the share', () => {
  expect(takenWords(14, 14 / 38)).toBe('14 of 38 queries, 37 %')
  expect(takenWords(1, 1)).toBe('1 of 1 query, 100 %')
  expect(takenWords(3, 3 / 1200)).toBe('3 of 1,200 queries, 0 %')
})
