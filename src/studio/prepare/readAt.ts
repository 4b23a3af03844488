import type { FileHandle } from 'node:fs/promises'
import { fail } from '../../errors.ts'
import { failReading } from '../../files.ts'

/** Reads so many bytes at a position, all of them. Fails, naming the file, where it ends before. */
export async function readAt(
  { file, path }: { readonly file: FileHandle; readonly path: string },
  position: number,
  bytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const whole = new Uint8Array(bytes)
  for (let at = 0; at < bytes; ) {
    const { bytesRead } = await file
      .read(whole, at, bytes - at, position + at)
      .catch((error: unknown) => failReading(path, error))
    if (bytesRead === 0)
      fail({
        who: path,
        rule: `must hold ${bytes} bytes from byte ${position} on`,
        value: at,
        remedy: 'delete the folder: it is made again',
      })
    at += bytesRead
  }
  return whole
}
