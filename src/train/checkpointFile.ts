import type { StoredTensor } from '../data/arrays/safetensors.ts'
import { decodeSafetensors, encodeSafetensors } from '../data/arrays/safetensors.ts'
import { readBytes, writeAtomically } from '../files.ts'
import type { Config } from './config.ts'
import { configHash } from './config.ts'
import { tensorsChecksum } from './tensorsChecksum.ts'

/** The state of a training after a number of steps. */
export interface Checkpoint {
  readonly step: number
  readonly tensors: Readonly<Record<string, StoredTensor>>
  /** Words of the caller's own; `version`, `config`, `step` and `checksum` are added. */
  readonly metadata: Readonly<Record<string, string>>
}

/** Of the layout of tensors in a checkpoint: to be raised when older ones can no longer be read. */
export const version = '1'

/** Writes a checkpoint as one file, whole or not at all. */
export function writeCheckpointFile(
  path: string,
  { step, tensors, metadata, config }: Checkpoint & { readonly config: Config },
): void {
  const words = { ...metadata, version, config: configHash(config), step: String(step) }
  writeAtomically(path, encodeSafetensors(tensors, { ...words, checksum: tensorsChecksum(tensors, words) }))
}

/** What a file holds, or what is wrong with it. */
export function readCheckpointFile(path: string, step: number): Pick<Checkpoint, 'tensors' | 'metadata'> | string {
  try {
    const stored = decodeSafetensors(readBytes(path), path)
    if (stored.metadata.step !== String(step)) return `${path}: is not the checkpoint of step ${step}`
    // Another version may reckon it otherwise, and is refused as such.
    if (
      stored.metadata.version === version &&
      stored.metadata.checksum !== tensorsChecksum(stored.tensors, stored.metadata)
    )
      return `${path}: its contents are not those that were written`
    return stored
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
