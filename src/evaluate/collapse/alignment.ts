import { demand } from '../../errors.ts'
import { rowsByLabel } from '../rowsByLabel.ts'

/** How near classmates lie (Wang and Isola 2020, equation 1, with alpha = 2): the mean of |x - y|² over pairs of a class, every pair
 *  weighing the same. 0 where every class is a point. In O(n dimension), since over n rows with mean m it is
 *  2 / (n - 1) sum |x - m|². Items of negative label are left out; NaN where no class has two. */
export function alignment({
  embeddings,
  dimension,
  labels,
}: {
  readonly embeddings: Float32Array
  readonly dimension: number
  readonly labels: Int32Array
}): number {
  demand(embeddings.length === labels.length * dimension, {
    who: 'alignment',
    rule: `embeddings must have labels * dimension = ${labels.length * dimension} numbers`,
    value: embeddings.length,
  })
  let [squares, pairs] = [0, 0]
  for (const rows of rowsByLabel(labels).values()) {
    if (rows.length < 2) continue
    let sum = 0
    for (let j = 0; j < dimension; j++) {
      // From the first row on, so that equal rows give exactly 0.
      const first = embeddings[rows[0]! * dimension + j]!
      let [total, square] = [0, 0]
      for (const row of rows) total += embeddings[row * dimension + j]! - first
      const mean = total / rows.length
      for (const row of rows) square += (embeddings[row * dimension + j]! - first - mean) ** 2
      sum += square
    }
    // 2 / (n - 1) sum, times n (n - 1) / 2 pairs.
    squares += rows.length * sum
    pairs += (rows.length * (rows.length - 1)) / 2
  }
  return squares / pairs
}
