import { demand } from '../errors.ts'
import { slice } from '../ops/index.ts'
import { ints } from '../tensor/array.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'
import type { Batch } from './batch.ts'

export interface TwoViewsOptions {
  /** Whether both views are anchors and all other rows of the batch what they are compared with; or the first view alone,
   *  compared with the second. Default true. */
  readonly symmetric?: boolean
}

/** A batch without labels: the first half of the rows is one view of each image, the second half, in the same order,
 *  another. Rows i and i + B/2 are the only positives of one another, and all others negatives, for every loss.
 *  As SelfSupervisedLoss of pytorch-metric-learning.
 *  @param embeddings [B, D], B even */
export function twoViews(embeddings: Tensor, { symmetric = true }: TwoViewsOptions = {}): Batch {
  const [size] = fixed(embeddings.shape, 'twoViews') as [number, number]
  demand(size % 2 === 0 && size > 0, {
    who: 'twoViews',
    rule: 'the rows must be as many of the second view as of the first',
    value: `${size} rows`,
  })
  const half = size / 2
  const images = [...Array(half).keys()]
  const labels = (views: number): Tensor => constant(ints(Array<number[]>(views).fill(images).flat()))
  if (symmetric) return { embeddings, labels: labels(2), mostPositives: 1 }
  const view = (from: number): Tensor => slice(embeddings, { starts: [from], ends: [from + half], axes: [0] })
  const references = { embeddings: view(half), labels: labels(1) }
  return { embeddings: view(0), labels: labels(1), references, mostPositives: 1 }
}
