import { closeSync, constants, fstatSync, openSync, readFileSync } from 'node:fs'
import { fail } from '../../errors.ts'
import type { ImageSource } from '../dataset.ts'
import type { SharedSource } from './messages.ts'

/** Files up to this size are read as a whole, which is faster than to have them read in pieces. */
const most = 64 * 2 ** 20

/** The source of an image as a worker decodes it. Waits for the disk: other images are decoded in other threads meanwhile.
 *  Fails on what is no regular file, or may not be read. */
export function readSource(source: SharedSource): ImageSource {
  if (source.kind === 'grey') return source
  // The decoder takes no shared memory.
  if (source.kind === 'bytes') return held(Uint8Array.from(source.bytes))
  const bytes = readFile(source.path)
  return bytes === undefined ? source : held(bytes)
}

const held = (bytes: Uint8Array): ImageSource => ({ kind: 'bytes', read: async () => bytes })

function readFile(path: string): Uint8Array | undefined {
  let file: number | undefined
  try {
    // A pipe would be waited for without end.
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
    const stat = fstatSync(file)
    if (!stat.isFile()) fail({ who: 'decode', rule: 'the file must be a regular file', value: path })
    return stat.size > most ? undefined : readFileSync(file)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause)
      fail({ who: 'decode', rule: 'the file must be readable', value: cause, cause })
    throw cause
  } finally {
    if (file !== undefined) closeSync(file)
  }
}
