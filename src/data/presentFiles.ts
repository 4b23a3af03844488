import { readdir, stat } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { inLanes } from './inLanes.ts'

/** 1 for each path where a file lies (or a link to one), 0 for the others. Folders are listed, each once, as asking for every
 *  file by itself takes minutes for a million of them. A name that a file system takes for the same (capitals, composed
 *  accents) counts where that file system has it. */
export async function presentFiles(paths: readonly string[]): Promise<Uint8Array> {
  const folders = new Map<string, number[]>()
  paths.forEach((path, row) => {
    const folder = dirname(path)
    const rows = folders.get(folder)
    if (rows) rows.push(row)
    else folders.set(folder, [row])
  })
  const present = new Uint8Array(paths.length)
  const all = [...folders]
  await inLanes(all.length, (i) => mark(...all[i]!, paths, present), 8)
  return present
}

async function mark(
  folder: string,
  rows: readonly number[],
  paths: readonly string[],
  present: Uint8Array,
): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true }).catch((error: NodeJS.ErrnoException) => error.code)
  if (!Array.isArray(entries)) {
    // A folder may be closed to listing, and its files yet be readable.
    if (entries === 'EACCES' || entries === 'EPERM')
      for (const row of rows) present[row] = Number(await isFile(paths[row]!))
    return
  }
  const files = new Set(entries.filter((entry) => entry.isFile()).map(({ name }) => name))
  const unsure = new Set(entries.filter((entry) => !entry.isFile()).map(({ name }) => folded(name)))
  let all: Set<string> | undefined
  for (const row of rows) {
    const name = basename(paths[row]!)
    if (files.has(name)) present[row] = 1
    else {
      all ??= new Set([...unsure, ...[...files].map(folded)])
      if (all.has(folded(name))) present[row] = Number(await isFile(paths[row]!))
    }
  }
}

const folded = (name: string): string => name.normalize('NFC').toLowerCase()

const isFile = (path: string): Promise<boolean> =>
  stat(path).then(
    (found) => found.isFile(),
    () => false,
  )
