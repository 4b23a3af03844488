import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from './compare.ts'
import { failed, unsupported } from './compare.ts'
import type { ReferenceFile } from './files.ts'
import { files } from './files.ts'

/** What became of one row. */
export interface CheckedRow extends Verdict {
  /** Which row it is, and what it is about. */
  readonly row: string
}

/** Checks every row of a reference file, one after the other. A row that crashes or has not the form has failed, and a
 *  file that cannot be read is one failed row; the rows of a file that we do not know are not supported yet.
 *  @param name the file's name, with its ending */
export async function checkFile(folder: string, name: string): Promise<CheckedRow[]> {
  const path = join(folder, name)
  const known = files[name.replace(/\.json$/, '')]
  let rows: unknown
  try {
    rows = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    return [{ ...failed(`${path} must be a readable JSON file: ${messageOf(error)}`), row: 'the file' }]
  }
  if (!known)
    return (Array.isArray(rows) ? rows : [rows]).map((_, i) => ({ ...unsupported(`rows of ${name}`), row: `row ${i}` }))
  if (!Array.isArray(rows)) return [{ ...failed(`${path} must be a JSON list of rows`), row: 'the file' }]
  const checked: CheckedRow[] = []
  for (const [index, row] of rows.entries()) checked.push(await checkRow(known, row, index))
  return checked
}

async function checkRow({ form, title, check }: ReferenceFile, row: unknown, index: number): Promise<CheckedRow> {
  const { error } = form.safeParse(row)
  if (error) {
    const [issue] = error.issues
    const wrong = failed(`not of the file's form: ${['row', ...issue!.path].join('.')}: ${issue!.message}`)
    return { ...wrong, row: `row ${index}` }
  }
  const told = `row ${index}, ${title(row)}`
  try {
    return { ...(await check(row)), row: told }
  } catch (crash) {
    return { ...failed(messageOf(crash)), row: told }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
