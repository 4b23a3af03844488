import { z } from 'zod'
import { fail } from '../../errors.ts'
import { readJson } from '../../files.ts'
import { lookPath } from './lookFiles.ts'
import type { Plane } from './planeOf.ts'

const schema = z.object({
  step: z.int().positive(),
  kind: z.enum(['circle', 'plane', 'principal']),
  xy: z.array(z.number()),
})

/** The picture of the map at a step, as its file holds it. */
export interface StoredLook {
  readonly step: number
  readonly kind: Plane['kind']
  /** [images, 2], to 4 digits after the point. */
  readonly xy: readonly number[]
}

/** Reads the picture of a step. Fails, naming the file, where it is damaged or another's.
 *  @param images that it must be of */
export function storedLook(run: string, step: number, images: number): StoredLook {
  const path = lookPath(run, step)
  const remedy = 'delete it: the others can be shown without it'
  const found = schema.safeParse(readJson(path, { remedy }))
  if (!found.success || found.data.step !== step || found.data.xy.length !== 2 * images)
    return fail({ who: path, rule: `must hold the places of ${images} images at step ${step}`, remedy })
  return found.data
}
