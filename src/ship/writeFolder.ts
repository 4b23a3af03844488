import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { demand, fail } from '../errors.ts'
import { failWriting, makeFolder, temporaryName, writeAtomically } from '../files.ts'
import { processRuns } from '../processes.ts'

/** Files of a folder by their paths in it. */
export type FolderFiles = Readonly<Record<string, Uint8Array | string>>

/** The file that tells an export from other folders. */
const mark = 'export.json'

/** Fails where a folder cannot be written to `path`: to be said before the work whose result it is to hold.
 *  @param force whether an export that lies there may be replaced */
export function demandFolderPlace(path: string, { force }: { readonly force: boolean }): void {
  if (!existsSync(path)) return
  const who = '--out'
  demand(statSync(path).isDirectory(), { who, rule: 'must be a folder, not a file', value: path })
  if (readdirSync(path).length === 0) return
  if (!existsSync(join(path, mark)))
    fail({ who, rule: 'must be a new folder, and this one holds other things', value: path, remedy: 'name another' })
  demand(force, {
    who,
    rule: 'must be a new folder, and this one holds an export',
    value: path,
    remedy: 'name another, or replace it by --force',
  })
}

/** Writes a whole folder or nothing: under a temporary name beside it, then renamed. Whoever looks finds the old folder or the
 *  new one, at whatever moment this process is killed; what a killed one left is taken away by the next. On failure (a full
 *  disk, ...) the old folder is untouched. */
export function writeFolder(path: string, files: FolderFiles, { force }: { readonly force: boolean }): void {
  demandFolderPlace(path, { force })
  const target = resolve(path)
  const parent = dirname(target)
  makeFolder(parent)
  cleanFolders(parent)
  const temporary = temporaryName(parent)
  try {
    mkdirSync(temporary)
    for (const [name, content] of Object.entries(files)) {
      makeFolder(dirname(join(temporary, name)))
      writeAtomically(join(temporary, name), content)
    }
    replace(target, temporary, parent)
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    if (error instanceof Error && 'code' in error) failWriting(path, 0, error)
    throw error
  }
}

/** A folder cannot be renamed onto one that is not empty: the old one steps aside first, and back where the new one cannot. */
function replace(target: string, temporary: string, parent: string): void {
  if (!existsSync(target)) {
    renameSync(temporary, target)
    return
  }
  const aside = temporaryName(parent)
  renameSync(target, aside)
  try {
    renameSync(temporary, target)
  } catch (error) {
    renameSync(aside, target)
    throw error
  }
  rmSync(aside, { recursive: true, force: true })
}

/** Folders under temporary names whose process is gone. */
function cleanFolders(parent: string): void {
  for (const entry of readdirSync(parent, { withFileTypes: true })) {
    const match = /^\.nearkin-(\d+)-([0-9a-f]*)-[0-9a-f]+\.tmp$/.exec(basename(entry.name))
    if (match && entry.isDirectory() && !processRuns(Number(match[1]), match[2]!))
      rmSync(join(parent, entry.name), { recursive: true, force: true })
  }
}
