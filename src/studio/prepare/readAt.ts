import type { FileHandle } from 'node:fs/promises'
import { open } from 'node:fs/promises'
import { fail } from '../../errors.ts'
import { failReading } from '../../files.ts'

/** A file of a prepared folder, open to be read. */
export interface OpenedFile {
  readonly path: string
  readonly file: FileHandle
}

/** What to do where a prepared folder is damaged. */
export const madeAgain = 'delete the folder: it is made again'

/** Opens a file to be read. Fails, naming it, where that cannot be. */
export const openedFile = async (path: string): Promise<OpenedFile> => ({
  path,
  file: await open(path, 'r').catch((error: unknown) => failReading(path, error)),
})

/** Reads so many bytes at a position, all of them. Fails, naming the file, where it ends before. */
export async function readAt(
  { file, path }: OpenedFile,
  position: number,
  bytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(bytes)
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await file
      .read(whole, at, bytes - at, position + at)
      .catch((error: unknown) => failReading(path, error))
    if (bytesRead === 0)
      fail({ who: path, rule: `must hold ${bytes} bytes from byte ${position} on`, value: at, remedy: madeAgain })
    at += bytesRead
  }
  return whole
}
