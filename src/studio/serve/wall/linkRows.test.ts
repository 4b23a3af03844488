import { expect, it } from 'vitest'
import type { RowRecord } from '../../prepare/prepared.ts'
import type { LinkedRun } from './linkRows.ts'
import { linkRows } from './linkRows.ts'

/** A run over some images, whose records come one by one. */
function runOver(images: string, rows: readonly Omit<RowRecord, 'image'>[]): LinkedRun {
  return {
    detail: { rows: rows.length, images },
    async *recordBlocks() {
      for (const [from, row] of rows.entries()) yield { from, records: [{ ...row, image: from }] }
    },
  }
}

it('links rows by name, but not two files of one name in different folders', async () => {
  const one = runOver('one', [
    { name: 'a', path: '/x/a' },
    { name: 'b', path: '/x/b' },
    { name: 'c', path: null },
  ])
  const other = runOver('other', [
    { name: 'c', path: '/y/c' },
    { name: 'b', path: '/x/b' },
    { name: 'a', path: '/y/a' },
    { name: 'd', path: '/y/d' },
  ])
  expect([...(await linkRows(one, other))]).toEqual([-1, 1, 0])
  expect([...(await linkRows(other, one))]).toEqual([2, 1, -1, -1])
})
