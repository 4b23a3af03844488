import { basename, extname, resolve } from 'node:path'
import { demand, fail } from '../../../errors.ts'
import type { Dataset, ImageSource, Skipped } from '../../dataset.ts'
import { presentFiles } from '../../presentFiles.ts'
import { missing } from '../../withoutMissing.ts'
import { levelsOf } from './levelsOf.ts'
import { namesOf } from './namesOf.ts'
import { placesOf } from './placesOf.ts'
import { readCsv } from './readCsv.ts'
import { readJsonLines } from './readJsonLines.ts'
import { readParquet } from './readParquet.ts'
import { rolesOf, useOf } from './rolesOf.ts'
import { splitsOf } from './splitsOf.ts'
import type { Table, Use } from './table.ts'
import { withoutCopies } from './withoutCopies.ts'

/** How each kind of manifest is read, by its ending. */
const readers: Readonly<Record<string, (path: string, useOf: (name: string) => Use) => Promise<Table>>> = {
  '.csv': readCsv,
  '.tsv': readCsv,
  '.jsonl': readJsonLines,
  '.ndjson': readJsonLines,
  '.parquet': readParquet,
}

/** The endings of the files that {@link manifest} reads. */
export const manifestEndings: readonly string[] = Object.keys(readers)

/** A file that lists images with their labels, a row an image: `.csv` or `.tsv` with a heading, `.jsonl` (`.ndjson`), `.parquet`.
 *  Column `path` (or `image`, `file`, `filename`, ...) says where the image lies, from the manifest's folder and not out of it, or
 *  absolutely; `split` (train, val, test, query, gallery) and `name` may be there; all others may be label levels, as `levelsOf`
 *  says. A Parquet file may hold the images themselves. Images whose files are missing, that have no label, or are listed again
 *  are left out and listed in `skipped`. Fails on a manifest that cannot be right, naming the row, and where no image is left. */
export async function manifest(file: string): Promise<Dataset> {
  const path = resolve(file)
  const read = readers[extname(path).toLowerCase()]
  demand(read, { who: 'dataset', rule: `a manifest ends in ${manifestEndings.join(', ')}`, value: file })
  const table = await read(path, useOf)
  demand(table.rows > 0, { who: file, rule: 'a manifest must have a row for each image', value: 'none' })
  const roles = rolesOf(file, table)
  const splits = splitsOf(file, roles.split, table.rows)
  const skipped: Skipped[] = []

  // Of images in the manifest itself, paths are but names.
  const places = roles.path && !table.images ? placesOf(file, path, roles.path, table.rows) : undefined
  const said = [...roles.labels, ...(roles.split ? [roles.split] : [])]
  const once = places ? withoutCopies(file, places, said, skipped) : Int32Array.from(Array(table.rows).keys())
  const name = namesOf(file, roles, once, places !== undefined)
  const there = places ? await withFiles(file, once, places, name, skipped) : once
  const { rows, levels, passedOver, usual } = levelsOf(roles.labels, there)
  const labelled = new Set(rows.length < there.length ? rows : [])
  if (rows.length < there.length)
    for (const row of there) if (!labelled.has(row)) skipped.push({ name: name(row), reason: 'it has no label' })
  return {
    name: basename(path, extname(path)),
    size: rows.length,
    names: Array.from(rows, name),
    levels,
    splits: splits && Array.from(rows, (row) => splits[row]!),
    source: (i) => sourceOf(file, rows[i] ?? -1, table, places),
    skipped,
    passedOver,
    ...(usual && { usual }),
  }
}

async function withFiles(
  file: string,
  rows: Int32Array,
  places: readonly string[],
  name: (row: number) => string,
  skipped: Skipped[],
): Promise<Int32Array> {
  const present = await presentFiles(Array.from(rows, (row) => places[row]!))
  const there = rows.filter((_, i) => present[i] === 1)
  demand(there.length > 0, {
    who: file,
    rule: `of the ${rows.length} images that are listed, one at least must be there; the first is missing`,
    value: places[rows[0]!],
    remedy: "paths are from the manifest's folder, or absolute",
  })
  rows.forEach((row, i) => {
    if (present[i] === 0) skipped.push({ name: name(row), reason: missing })
  })
  return there
}

function sourceOf(file: string, row: number, { images }: Table, places: readonly string[] | undefined): ImageSource {
  demand(row >= 0, { who: file, rule: 'there must be such an image' })
  if (!images) return { kind: 'file', path: places![row]! }
  const remedy = 'write the file with the images in it'
  const read = async (): Promise<Uint8Array> =>
    (await images.bytes(row)) ?? fail({ who: `${file}: row ${row + 1}`, rule: 'the file must hold the image', remedy })
  return { kind: 'bytes', read }
}
