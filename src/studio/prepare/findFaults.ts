import type { LabelError } from '../../evaluate/errors/labelErrors.ts'
import { labelErrors } from '../../evaluate/errors/labelErrors.ts'
import type { NearDuplicates } from '../../evaluate/errors/nearDuplicates.ts'
import { nearDuplicates } from '../../evaluate/errors/nearDuplicates.ts'
import type { NearestRows } from '../../evaluate/nearestRows.ts'
import { firstNearest } from '../../evaluate/nearestRows.ts'
import type { Embedded } from './embedImages.ts'
import type { Following } from './following.ts'

/** Neighbours of each row that near-duplicates are looked for among, as `nearkin kinds` does. */
const duplicateNeighbours = 10

/** What is wrong with labels and images. */
export interface Faults {
  /** Above score 0.5, the likeliest first. */
  readonly errors: readonly LabelError[]
  readonly duplicates: NearDuplicates
}

/** Looks for likely label errors and near-duplicates.
 *  @param labels of the label that was trained on
 *  @param among the nearest of each row among all */
export async function findFaults(
  { embeddings, dimension }: Pick<Embedded, 'embeddings' | 'dimension'>,
  { labels, among }: { readonly labels: Int32Array; readonly among: NearestRows },
  { onProgress, signal }: Following,
): Promise<Faults> {
  signal?.throwIfAborted()
  onProgress('label errors', 0, 0)
  const errors = await labelErrors({ embeddings, dimension, labels, known: among })
  signal?.throwIfAborted()
  onProgress('near-duplicates', 0, 0)
  const duplicates = await nearDuplicates({
    embeddings,
    dimension,
    labels,
    neighbours: duplicateNeighbours,
    known: firstNearest(among, duplicateNeighbours),
  })
  return { errors: errors.filter(({ score }) => score > 0.5), duplicates }
}
