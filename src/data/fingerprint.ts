import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import type { ImageSource } from './dataset.ts'

/** The last bytes of a file that are looked at: in them lie the checksums of a PNG, and of a JPEG what its last blocks hold. */
const tail = 4096

/** Words that change when an image does. For a file: its size, its time of change in nanoseconds, and a hash of its last 4 KiB.
 *  Hashing files whole would read a dataset twice (10,000 photos are 30 GB), while size and time alone miss a file that was
 *  changed and given its old time; its path is left out, so that a folder may be moved. For bytes out of an archive, and for
 *  pixels, which are in memory anyhow: a hash of all of them. For what cannot be read: that it cannot. */
export async function fingerprint(source: ImageSource): Promise<string> {
  if (source.kind === 'grey') return `grey ${source.width} x ${source.height} ${hashOf(source.pixels)}`
  if (source.kind === 'bytes') return source.read().then((bytes) => `bytes ${hashOf(bytes)}`, unreadable)
  try {
    const file = await open(source.path, 'r')
    try {
      const { size, mtimeNs } = await file.stat({ bigint: true })
      const end = new Uint8Array(Math.min(tail, Number(size)))
      const { bytesRead } = await file.read(end, 0, end.length, Number(size) - end.length)
      return `file ${size} ${mtimeNs} ${hashOf(end.subarray(0, bytesRead))}`
    } finally {
      await file.close()
    }
  } catch (error) {
    return unreadable(error)
  }
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

const unreadable = (error: unknown): string => `unreadable ${(error as NodeJS.ErrnoException).code ?? ''}`
