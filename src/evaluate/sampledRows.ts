import { gather } from '../data/gather.ts'
import { spaced } from '../data/spaced.ts'

/** At most `most` rows of some embeddings [n, dimension], evenly spaced; the embeddings themselves where there are no more. */
export function sampledRows(embeddings: Float32Array, dimension: number, most: number): Float32Array {
  const every = Int32Array.from({ length: embeddings.length / dimension }, (_, i) => i)
  return every.length <= most ? embeddings : gather(embeddings, dimension, spaced(every, most))
}
