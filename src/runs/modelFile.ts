import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { fail } from '../errors.ts'
import { readBytes } from '../files.ts'

/** The model of a run's folder, in bytes, and where it lies. Fails where the training has not ended yet. */
export function modelFile(folder: string): { readonly path: string; readonly bytes: Uint8Array } {
  const path = join(folder, 'model.onnx')
  if (!existsSync(path))
    fail({
      who: path,
      rule: 'a training writes its model when it ends, and this one has not ended',
      remedy: `go on with it by --resume (its settings are in ${join(folder, 'config.json')})`,
    })
  return { path, bytes: readBytes(path) }
}
