import type { Part } from '../partWhere.ts'
import type { FewShot } from './fewShot.ts'
import { fewShot } from './fewShot.ts'

/** The episodes that are usual. */
const usual = [
  [5, 1],
  [5, 5],
  [20, 1],
  [20, 5],
] as const

/** Few-shot accuracy of a part by its first level, for 5 and 20 ways and 1 and 5 shots, as far as there are classes for it:
 *  examples from the gallery and questions from the queries, or both from the queries where these are the gallery.
 *  Accuracies by Lake's rule, of 20 characters of one alphabet, examples and questions by two drawers, come with it where
 *  `makers` says who made each query and `within` what each is drawn from. */
export function fewShotOf(
  { queries, gallery, levels }: Part,
  {
    dimension,
    makers,
    within,
  }: { readonly dimension: number; readonly makers?: Int32Array; readonly within?: Int32Array },
): { readonly free: readonly FewShot[]; readonly byMakers: FewShot | null } {
  const { queryLabels, galleryLabels } = levels[0]!
  const data =
    gallery === null
      ? { embeddings: queries, labels: queryLabels, dimension }
      : {
          embeddings: gallery,
          labels: galleryLabels,
          dimension,
          asked: { embeddings: queries, labels: queryLabels },
        }
  return {
    free: usual.flatMap(([ways, shots]) => fewShot({ ...data, ways, shots }) ?? []),
    byMakers:
      gallery === null && makers && within
        ? fewShot({ ...data, ways: 20, shots: 1, queries: 1, makers, within })
        : null,
  }
}
