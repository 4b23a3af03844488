import { unitRows } from '../evaluate/unitRows.ts'
import type { Data } from './dataOf.ts'

/** The features under a head as they are, rows brought to length 1 as embeddings are; null where there are none. */
export function featureRows({ features }: Pick<Data, 'features'>): {
  readonly dimension: number
  readonly rows: (of: Int32Array) => Float32Array
} | null {
  if (!features) return null
  const { dimension, batch } = features
  return { dimension, rows: (of) => unitRows(batch(of).data as Float32Array, dimension) }
}
