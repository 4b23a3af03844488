import type { Prepared } from '../../prepare/prepared.ts'

/** What is nearest to something: rows and cosine distances, nearest first. */
export interface Nearest {
  readonly rows: readonly number[]
  readonly distances: readonly number[]
}

/** The k rows of a prepared run that are nearest to an embedding of length 1, by cosine distance; of equally near ones the first. Blocks
 *  of the embedding are read one after the other, so that none of it is held. */
export async function nearestTo(
  { embeddings, detail }: Pick<Prepared, 'embeddings' | 'detail'>,
  query: Float32Array,
  k: number,
): Promise<Nearest> {
  const { dimension } = detail
  const found: { row: number; distance: number }[] = []
  for await (const [from, block] of embeddings()) {
    for (let i = 0; i * dimension < block.length; i++) {
      let dot = 0
      for (let j = 0, at = i * dimension; j < dimension; j++) dot += query[j]! * block[at + j]!
      const distance = Math.max(0, 1 - dot)
      if (found.length === k && distance >= found[k - 1]!.distance) continue
      let place = found.length
      while (place > 0 && found[place - 1]!.distance > distance) place--
      found.splice(place, 0, { row: from + i, distance })
      if (found.length > k) found.pop()
    }
  }
  return { rows: found.map(({ row }) => row), distances: found.map(({ distance }) => distance) }
}
