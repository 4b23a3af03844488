import { createHash } from 'node:crypto'
import type { Dataset } from '../../data/dataset.ts'

/** What a dataset says of it: the names of its images, how they are labelled, and their splits. */
export function datasetKey({ names, levels, splits }: Pick<Dataset, 'names' | 'levels' | 'splits'>): string {
  const hash = createHash('sha256')
  for (const name of names) hash.update(JSON.stringify(name))
  for (const level of levels) {
    hash.update(JSON.stringify([level.name, level.classes]))
    hash.update(level.labels)
  }
  for (const split of splits ?? []) hash.update(`${split}\n`)
  return hash.digest('hex')
}
