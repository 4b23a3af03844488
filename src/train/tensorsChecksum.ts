import { createHash } from 'node:crypto'
import type { StoredTensor } from '../data/arrays/safetensors.ts'

/** SHA-256 over words, names, dtypes, shapes and bytes: the safetensors format itself would not notice a changed number.
 *  @param words the metadata, of which `checksum` is passed over */
export function tensorsChecksum(
  tensors: Readonly<Record<string, StoredTensor>>,
  words: Readonly<Record<string, string>>,
): string {
  const hash = createHash('sha256')
  const { checksum: _, ...others } = words
  hash.update(JSON.stringify(Object.entries(others)))
  for (const [name, { dtype, shape, data }] of Object.entries(tensors)) {
    hash.update(JSON.stringify([name, dtype, shape]))
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  return hash.digest('hex')
}
