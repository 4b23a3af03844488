import { writeFile } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { failWriting, makeFolder } from '../files.ts'
import type { Dataset } from './dataset.ts'
import { openImage } from './openImage.ts'

/** Where a manifest in `folder` finds some images of a dataset: paths from that folder where they lie in it, and absolute ones otherwise.
 *  Images that lie in no file of their own, as in an archive, are written to `images/` in the folder, as PNG.
 *  @param indices of the dataset @returns one path an index, with `/` between its parts */
export async function imagePlaces(
  dataset: Dataset,
  indices: ArrayLike<number>,
  { folder, onProgress }: { readonly folder: string; readonly onProgress?: (done: number, total: number) => void },
): Promise<string[]> {
  const places: string[] = []
  let made = false
  for (let at = 0; at < indices.length; at++) {
    const i = indices[at]!
    const source = dataset.source(i)
    if (source.kind === 'file') {
      places.push(placeFrom(folder, source.path))
      continue
    }
    if (!made) makeFolder(join(folder, 'images'))
    made = true
    const image = await openImage(source, dataset.names[i]!)
    const bytes = await image.sharp().png().toBuffer().catch(image.explain)
    const place = `images/${String(i).padStart(6, '0')}.png`
    // The manifest that names them is written afterwards, and as a whole.
    await writeFile(join(folder, place), bytes).catch((error: unknown) =>
      failWriting(join(folder, place), bytes.length, error),
    )
    places.push(place)
    onProgress?.(at + 1, indices.length)
  }
  return places
}

function placeFrom(folder: string, path: string): string {
  const way = relative(folder, path)
  const place = way.startsWith('..') ? resolve(path) : way
  return place.replaceAll('\\', '/')
}
