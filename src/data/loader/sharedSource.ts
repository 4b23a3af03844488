import type { ImageSource } from '../dataset.ts'
import { reasonOf } from '../reasonOf.ts'
import type { SharedSource } from './messages.ts'

/** The source of an image in a form that all workers can read without copies: bytes are read here and put into shared
 *  memory. Where they cannot be read, the reason. */
export async function sharedSource(source: ImageSource): Promise<SharedSource | string> {
  if (source.kind === 'file') return source
  if (source.kind === 'bytes') {
    const bytes = await source.read().catch(reasonOf)
    return typeof bytes === 'string' ? bytes : { kind: 'bytes', bytes: inSharedMemory(bytes) }
  }
  return { ...source, pixels: inSharedMemory(source.pixels) }
}

function inSharedMemory(bytes: Uint8Array): Uint8Array {
  const shared = new Uint8Array(new SharedArrayBuffer(bytes.length))
  shared.set(bytes)
  return shared
}
