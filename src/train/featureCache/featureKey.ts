import { createHash } from 'node:crypto'
import type { Dataset, Fit } from '../../data/dataset.ts'
import { decodeVersion } from '../../data/decodeVersion.ts'
import { fingerprint } from '../../data/fingerprint.ts'
import type { Backbone } from '../../runtime/backbone.ts'

/** Of the layout of what is kept: to be raised where older entries can no longer be read. */
const version = '1'

/** Images looked at at a time. */
const atATime = 32

/** SHA-256 of all that the features of a dataset depend on: the model's file, its output, its normalisation, device and
 *  runtime (`backbone.identity`), how images are decoded and brought to its size, and the names and {@link fingerprint}s of the
 *  images in their order. Labels are not in it, nor where the files lie.
 *  @param picture width and height of the small copies that are kept too */
export async function featureKey(
  dataset: Dataset,
  { identity, image, dimension }: Backbone,
  { fit, picture }: { readonly fit: Fit; readonly picture: readonly [number, number] },
): Promise<string> {
  const hash = createHash('sha256')
  hash.update(JSON.stringify([version, identity, dimension, image, fit, picture, decodeVersion, dataset.size]))
  for (let start = 0; start < dataset.size; start += atATime) {
    const count = Math.min(atATime, dataset.size - start)
    const prints = await Promise.all(Array.from({ length: count }, (_, i) => fingerprint(dataset.source(start + i))))
    for (const [i, print] of prints.entries()) hash.update(`\n${JSON.stringify([dataset.names[start + i], print])}`)
  }
  return hash.digest('hex')
}
