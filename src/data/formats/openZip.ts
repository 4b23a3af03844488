import { buffer } from 'node:stream/consumers'
import * as zlib from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { demand, fail } from '../../errors.ts'

/** A file inside a zip. `read` gives its bytes, and fails where they are damaged. */
export interface ZipEntry {
  /** Path inside the zip, with `/`. */
  readonly name: string
  readonly read: () => Promise<Uint8Array>
}

/** Lists the files of a zip in its own order; it stays open for `read` until `close`. Nothing is written to disk.
 *  Fails on what is no zip, is cut off, or names a path outside itself. */
export async function openZip(
  path: string,
): Promise<{ readonly entries: readonly ZipEntry[]; readonly close: () => void }> {
  let zip: ZipFile | undefined
  try {
    zip = await openPromise(path, { autoClose: false })
    const open = zip
    const entries: ZipEntry[] = []
    for await (const entry of open.eachEntry()) {
      if (!entry.fileName.endsWith('/')) entries.push({ name: entry.fileName, read: () => read(path, open, entry) })
    }
    return { entries, close: () => open.close() }
  } catch (cause) {
    zip?.close()
    return fail({
      who: path,
      rule: `the file must be a whole and well-formed zip (${messageOf(cause)})`,
      remedy: 'fetch it again',
      cause,
    })
  }
}

// One small image; an entry that claims more would fill the memory.
const largest = 64 * 2 ** 20

async function read(path: string, zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  const who = `${path}: ${entry.fileName}`
  const { uncompressedSize: size } = entry
  demand(size <= largest, { who, rule: `an image in a zip has at most ${largest} bytes`, value: size })
  try {
    const bytes = await buffer(await zip.openReadStreamPromise(entry))
    demand(zlib.crc32(bytes) === entry.crc32, { who, rule: 'the bytes must match their checksum' })
    return bytes
  } catch (cause) {
    return fail({ who, rule: `the entry must be readable (${messageOf(cause)})`, remedy: 'fetch the zip again', cause })
  }
}

const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause))
