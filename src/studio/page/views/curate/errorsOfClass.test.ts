import { expect, it } from 'vitest'
import { errorsOfClass } from './errorsOfClass.ts'

const error = (row: number, label: string, suggested: string) => ({
  row,
  name: '',
  label,
  suggested,
  score: 0.6,
  own: [],
  others: [],
})
const errors = [error(0, 'Milk', 'Juice'), error(1, 'Apple', 'Milk'), error(2, 'Apple', 'Pear')]

it('are those that bear the class and those that shall bear it; all where none is named', () => {
  const rows = (name: string | null) => errorsOfClass({ level: 'coarse', errors }, name).map(({ row }) => row)
  expect(rows('Milk')).toEqual([0, 1])
  expect(rows(null)).toEqual([0, 1, 2])
  expect(rows('none')).toEqual([])
})
