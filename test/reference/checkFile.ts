import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Verdict } from './compare.ts'
import { failed, unsupported } from './compare.ts'
import type { ReferenceFile } from './files.ts'
import { files } from './files.ts'

/** What became of one row: which it is, what it is about, the verdict. */
export interface CheckedRow extends Verdict {
  readonly title: string
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
    return [{ ...failed(`${path} must be a readable JSON file: ${messageOf(error)}`), title: 'the file' }]
  }
  if (!known) return (Array.isArray(rows) ? rows : [rows]).map(() => ({ ...unsupported('unknown file'), title: name }))
  if (!Array.isArray(rows)) return [{ ...failed(`${path} must be a JSON list of rows`), title: 'the file' }]
  const checked: CheckedRow[] = []
  for (const [index, row] of rows.entries()) checked.push(await checkRow(known, row, `${path}, row ${index}`))
  return checked
}

async function checkRow({ form, title, check }: ReferenceFile, row: unknown, where: string): Promise<CheckedRow> {
  const { error } = form.safeParse(row)
  if (error) {
    const [issue] = error.issues
    return { ...failed(`${where}: ${['row', ...issue!.path].join('.')}: ${issue!.message}`), title: 'not of the form' }
  }
  const told = title(row)
  try {
    return { ...(await check(row)), title: told }
  } catch (crash) {
    return { ...failed(messageOf(crash)), title: told }
  }
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))
