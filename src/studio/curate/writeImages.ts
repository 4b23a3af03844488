import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { imagePlaces } from '../../data/imagePlaces.ts'
import { openDataset } from '../../data/open.ts'
import { readJson, writeAtomically } from '../../files.ts'
import type { CurationNow } from './curationNow.ts'

/** Writes the images of a run that lie in no files of their own, as in an archive, as PNG to `images` in a folder, for a label file
 *  to name them. Done once: `images/written.json` says of which images.
 *  @param folder of the label file */
export async function writeImages(
  folder: string,
  { run: { detail, blocks }, config }: Pick<CurationNow, 'run' | 'config'>,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const note = join(folder, 'images', 'written.json')
  if (existsSync(note) && (readJson(note) as { images?: unknown } | null)?.images === detail.images) return
  const missing: number[] = []
  for await (const { records } of blocks())
    for (const { path, image } of records) if (path === null) missing.push(image)
  if (missing.length === 0) return
  const dataset = await openDataset(config.settings.dataset)
  try {
    await imagePlaces(dataset, missing, { folder, onProgress })
  } finally {
    await dataset.close?.()
  }
  writeAtomically(note, `${JSON.stringify({ images: detail.images })}\n`)
}
