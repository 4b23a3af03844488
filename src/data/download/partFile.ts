import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { failWriting, readBytes, writeAtomically } from '../../files.ts'

/** What has come of a file so far, beside where it shall be: `<path>.part`, and in `<path>.part.json` of which version of it. */
export interface PartFile {
  /** Bytes that are there. */
  readonly size: number
  /** By which the server knows the version that these bytes are of, where it said. */
  readonly etag: string | undefined
  /** Begins anew, with bytes of this version. */
  begin(etag: string | undefined): void
  append(bytes: Uint8Array): void
  /** SHA-256 of all that is there. */
  sha256(): string
  /** Makes it the file itself. */
  finish(): void
  /** Deletes what is there. */
  drop(): void
  /** Leaves what is there for the next time. */
  close(): void
}

/** Opens what has come so far of the file at `path`. Every append is written at once: a process that is killed keeps it. */
export function openPart(path: string): PartFile {
  const [part, beside] = [`${path}.part`, `${path}.part.json`]
  const file = guarded(path, 0, () => fs.openSync(part, 'a+'))
  let size = fs.fstatSync(file).size
  let etag = size > 0 ? readEtag(beside) : undefined
  let open = true
  const close = (): void => {
    if (open) fs.closeSync(file)
    open = false
  }
  const remove = (): void => {
    close()
    for (const one of [part, beside]) fs.rmSync(one, { force: true })
  }
  return {
    get size() {
      return size
    },
    get etag() {
      return etag
    },
    begin(version) {
      fs.ftruncateSync(file, 0)
      size = 0
      etag = version
      writeAtomically(beside, JSON.stringify({ etag: version ?? null }))
    },
    append(bytes) {
      guarded(path, bytes.length, () => {
        for (let at = 0; at < bytes.length; ) {
          const written = fs.writeSync(file, bytes, at)
          at += written
          size += written
        }
      })
    },
    sha256() {
      const hash = createHash('sha256')
      const buffer = new Uint8Array(1 << 20)
      for (let at = 0; at < size; ) {
        const read = fs.readSync(file, buffer, 0, buffer.length, at)
        if (read === 0) break
        hash.update(buffer.subarray(0, read))
        at += read
      }
      return hash.digest('hex')
    },
    finish() {
      guarded(path, size, () => {
        fs.fsyncSync(file)
        close()
        fs.renameSync(part, path)
      })
      fs.rmSync(beside, { force: true })
    },
    drop: remove,
    close: () => (open && size === 0 ? remove() : close()),
  }
}

function readEtag(path: string): string | undefined {
  try {
    const stored = JSON.parse(new TextDecoder().decode(readBytes(path))) as { etag?: unknown } | null
    return typeof stored?.etag === 'string' ? stored.etag : undefined
  } catch {
    // Without it, the bytes are judged by the checksum of the whole.
    return undefined
  }
}

function guarded<T>(path: string, bytes: number, action: () => T): T {
  try {
    return action()
  } catch (error) {
    return failWriting(path, bytes, error)
  }
}
