import { demand } from '../errors.ts'
import type { Dataset } from './dataset.ts'
import { subset } from './dataset.ts'
import { presentFiles } from './presentFiles.ts'

/** Why an image is left out whose file is not there. */
export const missing = 'the file is missing'

/** A dataset without the images whose files are missing: they are listed in `skipped`. Fails where none is there.
 *  @param paths one an image, where its file should lie */
export async function withoutMissing(dataset: Dataset, paths: readonly string[], remedy: string): Promise<Dataset> {
  const present = await presentFiles(paths)
  const rows = Int32Array.from(paths.keys())
  const kept = rows.filter((row) => present[row] === 1)
  if (kept.length === rows.length) return dataset
  demand(kept.length > 0, {
    who: dataset.name,
    rule: `of the ${rows.length} images that are listed, one at least must be there; the first is missing`,
    value: paths[0],
    remedy,
  })
  const gone = [...rows.filter((row) => present[row] === 0)]
  return {
    ...subset(dataset, kept),
    skipped: [...dataset.skipped, ...gone.map((row) => ({ name: dataset.names[row]!, reason: missing }))],
  }
}
