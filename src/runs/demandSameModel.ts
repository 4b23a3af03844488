import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { demand } from '../errors.ts'
import { readBytes } from '../files.ts'
import { pathInside } from '../onnx/externalData.ts'
import { weightsOutside } from '../onnx/weightsOutside.ts'
import type { BackboneModel } from './modelForm.ts'

/** The SHA-256 of a backbone's file. Fails where it is missing, and where a run began with another.
 *  @param stored what the run remembers; null: there is no run yet */
export function demandSameModel(path: string, stored: Pick<BackboneModel, 'sha256'> | null): string {
  demand(existsSync(path), {
    who: path,
    rule: 'the backbone must exist',
    remedy: stored ? 'put it back, or say by --backbone where it lies now' : 'check the path given by --backbone',
  })
  const sha256 = hashOf(path)
  demand(stored === null || stored.sha256 === sha256, {
    who: path,
    rule: `must be the backbone that the run began with, of SHA-256 ${stored?.sha256}`,
    value: sha256,
    remedy: 'restore that file, say by --backbone where it lies now, or train anew on this one',
  })
  return sha256
}

/** SHA-256 over the bytes of the file and of those that it keeps weights in. */
function hashOf(path: string): string {
  const model = readBytes(path)
  const hash = createHash('sha256').update(model)
  for (const name of weightsOutside(model)) hash.update(readBytes(pathInside(dirname(path), name, path)))
  return hash.digest('hex')
}
