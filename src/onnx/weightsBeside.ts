import { dirname } from 'node:path'
import { readBytes } from '../files.ts'
import { pathInside } from './externalData.ts'
import { weightsOutside } from './weightsOutside.ts'

/** A file in which a model keeps weights, by the name that the model calls it. */
export interface WeightsFile {
  readonly path: string
  readonly data: Uint8Array
}

/** The files in which a model keeps weights outside of its own, read; none where it is whole. Each must lie in the model's folder.
 *  Fails, naming the model, where one does not or is missing.
 *  @param path of the model
 *  @param model its bytes */
export function weightsBeside(path: string, model: Uint8Array): WeightsFile[] {
  return weightsOutside(model).map((location) => ({
    path: location,
    data: readBytes(pathInside(dirname(path), location, path)),
  }))
}
