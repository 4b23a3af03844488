import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { failWriting, makeFolder } from '../../files.ts'
import { layout } from './layout.ts'
import { preparedFolder } from './preparedFolder.ts'
import type { StoredDetail } from './storedDetail.ts'

/** Writes a prepared folder. Nobody sees it before `finish`. */
export interface Writer {
  /** Adds to the end of a file. */
  readonly append: (name: string, content: NodeJS.ArrayBufferView | string) => void
  /** Writes the detail, and puts the folder in the place of the one that there was. */
  readonly finish: (detail: Omit<StoredDetail, 'files'>) => void
  /** Removes what was written; after `finish` nothing. */
  readonly discard: () => void
}

/** Small pieces are put together to so many bytes. */
const block = 1 << 20

/** Where folders lie while they are written, beside the one that is in use. */
export const workFolder = (run: string): string => join(dirname(preparedFolder(run)), 'preparing')

/** Opens a new folder to be written, below {@link workFolder}: what is left there by writers that were killed goes, so the caller
 *  must hold its lock. A full disk or a folder that may not be written to is an error that names the file. */
export function openWriter(run: string): Writer {
  const work = workFolder(run)
  const [made, old] = [join(work, 'new'), join(work, 'old')]
  for (const left of [made, old]) fs.rmSync(left, { recursive: true, force: true })
  makeFolder(join(made, 'columns'))
  const open = new Map<string, Piece>()
  const pieceOf = (name: string): Piece => {
    const known = open.get(name)
    if (known) return known
    const path = join(made, name)
    const piece: Piece = {
      path,
      file: attempt(path, 0, () => fs.openSync(path, 'wx')),
      bytes: 0,
      sum: 0,
      held: [],
      holds: 0,
    }
    open.set(name, piece)
    return piece
  }
  const closeAll = (): void => {
    for (const { file } of open.values()) fs.closeSync(file)
    open.clear()
  }
  const append: Writer['append'] = (name, content) => {
    const piece = pieceOf(name)
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : bytesOf(content)
    piece.bytes += bytes.length
    piece.holds += bytes.length
    // What is not written at once may be overwritten by the caller meanwhile.
    if (piece.holds < block) piece.held.push(typeof content === 'string' ? bytes : bytes.slice())
    else {
      piece.held.push(bytes)
      flush(piece)
    }
  }
  return {
    append,
    finish(detail) {
      const files: Record<string, { bytes: number; crc32: number }> = {}
      for (const [name, piece] of open) {
        flush(piece)
        attempt(piece.path, piece.bytes, () => fs.fsyncSync(piece.file))
        files[name] = { bytes: piece.bytes, crc32: piece.sum }
      }
      append(layout.detail, `${JSON.stringify({ ...detail, files } satisfies StoredDetail)}\n`)
      const last = open.get(layout.detail)!
      flush(last)
      attempt(last.path, last.bytes, () => fs.fsyncSync(last.file))
      closeAll()
      // A folder cannot take the place of one that is not empty: killed between the two, there is none, and it is made again.
      const place = preparedFolder(run)
      attempt(place, 0, () => {
        if (fs.existsSync(place)) fs.renameSync(place, old)
        fs.renameSync(made, place)
      })
      fs.rmSync(old, { recursive: true, force: true })
    },
    discard() {
      closeAll()
      for (const left of [made, old]) fs.rmSync(left, { recursive: true, force: true })
    },
  }
}

interface Piece {
  readonly path: string
  readonly file: number
  bytes: number
  sum: number
  /** What is still to be written. */
  held: Uint8Array[]
  holds: number
}

function flush(piece: Piece): void {
  const bytes = piece.held.length === 1 ? piece.held[0]! : Buffer.concat(piece.held)
  piece.held = []
  piece.holds = 0
  piece.sum = crc32(bytes, piece.sum)
  attempt(piece.path, piece.bytes, () => {
    for (let at = 0; at < bytes.length; )
      at += fs.writeSync(piece.file, bytes, at, Math.min(bytes.length - at, 1 << 28))
  })
}

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.ArrayBufferView): Uint8Array =>
  new Uint8Array(buffer, byteOffset, byteLength)

function attempt<T>(path: string, bytes: number, action: () => T): T {
  try {
    return action()
  } catch (error) {
    return failWriting(path, bytes, error)
  }
}
