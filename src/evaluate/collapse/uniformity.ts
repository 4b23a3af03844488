import { spaced } from '../../data/spaced.ts'
import { demand } from '../../errors.ts'

/** How evenly embeddings fill the sphere (Wang and Isola 2020, equation 2): log of the mean over pairs of exp(-t |x - y|²). 0 where all
 *  are one point, about -4 with t = 2 where they are spread evenly over a sphere of many dimensions. Over all pairs of at most
 *  `most` rows, evenly spaced. `embeddings` is [n * dimension] row by row. NaN below two rows. */
export function uniformity({
  embeddings,
  dimension,
  t = 2,
  most = 2000,
}: {
  readonly embeddings: Float32Array
  readonly dimension: number
  readonly t?: number
  /** Default 2,000. */
  readonly most?: number
}): number {
  demand(t > 0, { who: 'uniformity', rule: 't must be above 0', value: t })
  const rows = spaced(
    Int32Array.from({ length: embeddings.length / dimension }, (_, i) => i),
    most,
  )
  let sum = 0
  for (let a = 0; a < rows.length; a++)
    for (let b = 0; b < a; b++) {
      const [i, k] = [rows[a]! * dimension, rows[b]! * dimension]
      let square = 0
      for (let j = 0; j < dimension; j++) square += (embeddings[i + j]! - embeddings[k + j]!) ** 2
      sum += Math.exp(-t * square)
    }
  return Math.log(sum / ((rows.length * (rows.length - 1)) / 2))
}
