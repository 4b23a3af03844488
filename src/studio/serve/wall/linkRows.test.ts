import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporary } from '../../../data/images.testing.ts'
import { layout } from '../../prepare/layout.ts'
import type { Prepared, RowRecord } from '../../prepare/prepared.ts'
import { linkRows } from './linkRows.ts'

/** What was prepared of a run over some images, as far as it is asked for. */
function preparedOf(images: string, rows: readonly Omit<RowRecord, 'image'>[]): Prepared {
  const folder = join(temporary(), images)
  mkdirSync(folder)
  writeFileSync(join(folder, layout.rows), rows.map((row, image) => `${JSON.stringify({ ...row, image })}\n`).join(''))
  return { folder, detail: { rows: rows.length, images } } as unknown as Prepared
}

it('links rows by name, but not two files of one name in different folders', async () => {
  const one = preparedOf('one', [
    { name: 'a', path: '/x/a' },
    { name: 'b', path: '/x/b' },
    { name: 'c', path: null },
  ])
  const other = preparedOf('other', [
    { name: 'c', path: '/y/c' },
    { name: 'b', path: '/x/b' },
    { name: 'a', path: '/y/a' },
    { name: 'd', path: '/y/d' },
  ])
  expect([...(await linkRows(one, other))]).toEqual([-1, 1, 0])
  expect([...(await linkRows(other, one))]).toEqual([2, 1, -1, -1])
})
