import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { checkFile } from './reference/checkFile.ts'
import { files } from './reference/files.ts'
import type { Counts } from './reference/report.ts'
import { countsOf, reportOf } from './reference/report.ts'

declare module 'vitest' {
  interface TaskMeta {
    /** What `npm run test:reference` prints of a file. */
    report?: string
    counts?: Counts
  }
}

/** Our own copies, all of which must be there; another folder may hold some of them, and more. */
const own = fileURLToPath(new URL('./reference', import.meta.url))
// A relative folder is meant from where the command was typed, which npm remembers.
const folder = resolve(process.env.INIT_CWD ?? '', process.env.REFERENCE_DIR || own)
const there = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
const expected = Object.keys(files).map((name) => `${name}.json`)
const unknown = there.filter((name) => !expected.includes(name)).sort()
const wanted = (name: string): boolean => there.includes(name) || folder === own

it('there are reference files', ({ task }) => {
  const missing = expected.filter((name) => !wanted(name))
  task.meta.report = `reference rows of ${folder}${missing.length > 0 ? `; not there: ${missing.join(', ')}` : ''}`
  if (there.length === 0)
    task.meta.report = `REFERENCE_DIR must be a folder of reference files (*.json), got '${folder}'`
  expect(there, task.meta.report).not.toEqual([])
})

for (const name of [...expected.filter(wanted), ...unknown])
  it(`every row of ${name} that is supported passes`, { timeout: 1_200_000 }, async ({ task }) => {
    const rows = await checkFile(folder, name)
    task.meta.report = reportOf(name, rows)
    task.meta.counts = countsOf(rows)
    expect(rows.filter(({ status }) => status === 'failed')).toEqual([])
  })
