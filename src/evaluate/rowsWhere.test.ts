import { expect, it } from 'vitest'
import { rowsWhere } from './rowsWhere.ts'

it('takes the embeddings of the rows that belong, in order, and copies nothing where all do', () => {
  const embeddings = Float32Array.of(1, 2, 3, 4, 5, 6)
  const rows = Int32Array.of(7, 9, 8)
  expect(rowsWhere(embeddings, rows, 2, (row) => row !== 9)).toEqual({
    rows: Int32Array.of(7, 8),
    embeddings: Float32Array.of(1, 2, 5, 6),
  })
  expect(rowsWhere(embeddings, rows, 2, () => true).embeddings).toBe(embeddings)
})
