import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { everyRow } from './formulas/everyRow.ts'

it('the stored rows are those of the formulas, to nine digits', () => {
  const stored = JSON.parse(readFileSync(new URL('formulas.json', import.meta.url), 'utf8')) as object[]
  const rounded = (rows: readonly object[]): unknown =>
    JSON.parse(JSON.stringify(rows, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(9)) : value)))
  expect(stored.length).toBeGreaterThan(20)
  expect(rounded(stored)).toEqual(rounded(everyRow()))
})
