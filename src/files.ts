import { randomBytes } from 'node:crypto'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { fail } from './errors.ts'
import { parseJson } from './json.ts'
import { processRuns, processStart } from './processes.ts'

/** The calls by which a file is written; a test gives its own to simulate a disk that fails. */
export type Disk = Pick<typeof fs, 'openSync' | 'writeSync' | 'fsyncSync' | 'closeSync' | 'renameSync'>

/** Writes a whole file or nothing: to a temporary name in the same folder, to the disk, then renamed. Whoever reads `path`
 *  finds the old file or the new one, at whatever moment this process is killed. On failure (a full disk, ...) the temporary
 *  file is removed, the old file is untouched, and the error names the file, the bytes needed and what to do. */
export function writeAtomically(path: string, content: Uint8Array | string, disk: Disk = fs): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const { target, mode } = destination(path)
  const temporary = temporaryName(dirname(target))
  let file: number | undefined
  try {
    file = disk.openSync(temporary, 'wx')
    const open = file
    if (mode !== undefined) quietly(() => fs.fchmodSync(open, mode))
    // One call writes at most 2 GiB, and may write less than it was given.
    for (let at = 0; at < bytes.length; ) at += disk.writeSync(file, bytes, at, Math.min(bytes.length - at, 1 << 28))
    disk.fsyncSync(file)
    disk.closeSync(file)
    file = undefined
    disk.renameSync(temporary, target)
  } catch (error) {
    if (file !== undefined) quietly(() => fs.closeSync(file!))
    quietly(() => fs.unlinkSync(temporary))
    failWriting(path, bytes.length, error)
  }
  syncFolder(dirname(target), disk)
}

/** Reads a whole file of any size (fs.readFileSync ends at 2 GiB). */
export function readBytes(path: string): Uint8Array {
  try {
    const file = fs.openSync(path, 'r')
    try {
      const bytes = new Uint8Array(fs.fstatSync(file).size)
      for (let at = 0; at < bytes.length; ) {
        const read = fs.readSync(file, bytes, at, Math.min(bytes.length - at, 1 << 28), at)
        if (read === 0) return bytes.subarray(0, at)
        at += read
      }
      return bytes
    } finally {
      fs.closeSync(file)
    }
  } catch (error) {
    return failReading(path, error)
  }
}

/** Reads a JSON file; the error for one that is cut off or not JSON names the file, the line and the column, and the remedy. */
export function readJson(path: string, { remedy }: { remedy?: string } = {}): unknown {
  // Windows editors put a byte order mark in front; TextDecoder takes it away.
  return parseJson(new TextDecoder().decode(readBytes(path)), path, remedy === undefined ? {} : { remedy })
}

/** Makes a folder, and those above it, where they are missing. */
export function makeFolder(path: string): void {
  try {
    if (fs.mkdirSync(path, { recursive: true }) !== undefined) syncFolder(dirname(path), fs)
  } catch (error) {
    failWriting(path, 0, error)
  }
}

/** Removes what {@link writeAtomically} left in a folder when its process was killed; gives the names removed. The temporary
 *  files of processes of this machine that still run stay. */
export function cleanTemporaries(folder: string): string[] {
  const removed: string[] = []
  for (const name of fs.existsSync(folder) ? fs.readdirSync(folder) : []) {
    const match = /^\.nearkin-(\d+)-([0-9a-f]*)-[0-9a-f]+\.tmp$/.exec(name)
    if (match === null || processRuns(Number(match[1]), match[2]!)) continue
    quietly(() => {
      fs.unlinkSync(join(folder, name))
      removed.push(name)
    })
  }
  return removed
}

/** A new name in a folder that {@link cleanTemporaries} knows how to judge. */
export function temporaryName(folder: string): string {
  return join(folder, `.nearkin-${process.pid}-${processStart(process.pid)}-${randomBytes(6).toString('hex')}.tmp`)
}

/** Throws the clear error for a write that failed: the file, what failed, how many bytes were needed, the remedy. */
export function failWriting(path: string, bytes: number, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException
  const because = { who: path, value: error, cause: error }
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    const remedy = 'the disk is full: free some space and go on from there (what was written before is untouched)'
    return fail({ ...because, rule: `writing it needs ${bytes} bytes of free disk`, remedy })
  }
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return fail({
      ...because,
      rule: 'its folder must be writable',
      remedy: 'change the permissions or choose another folder',
    })
  if (code === 'ENOENT')
    return fail({ ...because, rule: 'its folder must exist', remedy: 'make the folder or choose another' })
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return fail({ ...because, rule: 'a folder is wanted where a file lies', remedy: 'choose another name' })
  return fail({
    ...because,
    rule: `its ${bytes} bytes must reach the disk`,
    remedy: 'check the disk, or choose another',
  })
}

/** Fails for a file that could not be read: names it, and says why and what to do. */
export function failReading(path: string, error: unknown): never {
  const { code } = error as NodeJS.ErrnoException
  const because = { who: path, value: error, cause: error }
  if (code === 'ENOENT') return fail({ who: path, rule: 'the file must exist', remedy: 'check the path', cause: error })
  if (code === 'EISDIR') return fail({ ...because, rule: 'must be a file, not a folder', remedy: 'check the path' })
  return fail({ ...because, rule: 'the file must be readable', remedy: 'check its permissions and the disk' })
}

/** Where the bytes really go: through a symbolic link to its target, keeping the permissions of the file that was there. */
function destination(path: string): { target: string; mode?: number } {
  try {
    const old = fs.statSync(path, { throwIfNoEntry: false })
    if (old === undefined) return { target: path }
    if (old.isFile()) return { target: fs.realpathSync(path), mode: old.mode & 0o777 }
  } catch (error) {
    failWriting(path, 0, error)
  }
  return fail({
    who: path,
    rule: 'must be a file to be written, not a folder or device',
    remedy: 'choose another name',
  })
}

/** Makes a rename, or a new file, last through a loss of power. Some systems (Windows) and file systems cannot open or sync a folder:
 *  there nothing is done. */
export function syncFolder(folder: string, disk: Disk = fs): void {
  const cannot = ['EISDIR', 'EPERM', 'EACCES', 'EINVAL', 'ENOTSUP', 'EBADF']
  try {
    const file = disk.openSync(folder, 'r')
    try {
      disk.fsyncSync(file)
    } finally {
      disk.closeSync(file)
    }
  } catch (error) {
    if (!cannot.includes((error as NodeJS.ErrnoException).code ?? '')) failWriting(folder, 0, error)
  }
}

function quietly(action: () => void): void {
  try {
    action()
  } catch {
    // Another may have been quicker, or the disk is the trouble: the error to be shown is the first one.
  }
}
