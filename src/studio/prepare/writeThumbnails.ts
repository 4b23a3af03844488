import type { Dataset } from '../../data/dataset.ts'
import { inLanes } from '../../data/inLanes.ts'
import { reasonOf } from '../../data/reasonOf.ts'
import { thumbnailOf } from '../../data/thumbnailOf.ts'
import type { Following } from './following.ts'
import { layout } from './layout.ts'
import type { Writer } from './openWriter.ts'

/** Pixels of a thumbnail's longer side. */
export const thumbnailSide = 96

/** Images whose thumbnails are held until they are written, in their order. */
const block = 256

/** Makes the thumbnails of some images of a dataset, several at a time in threads of their own (libvips works in those of the pool,
 *  while this one waits), and writes them. An image that was decoded before and cannot be any more has none: an empty place. */
export async function writeThumbnails(
  writer: Writer,
  dataset: Dataset,
  kept: Int32Array,
  { onProgress, signal }: Following,
): Promise<void> {
  const offsets = new Float64Array(kept.length + 1)
  for (let from = 0; from < kept.length; from += block) {
    signal?.throwIfAborted()
    onProgress('thumbnails', from, kept.length)
    const some = kept.subarray(from, from + block)
    const made = await inLanes(some.length, (i) => thumbnailOf(dataset.source(some[i]!), thumbnailSide).catch(reasonOf))
    made.forEach((one, i) => {
      const bytes = typeof one === 'string' ? new Uint8Array(0) : one
      writer.append(layout.thumbnails, bytes)
      offsets[from + i + 1] = offsets[from + i]! + bytes.length
    })
  }
  writer.append(layout.thumbnailOffsets, offsets)
}
