/** Rows of one class of an episode. */
export interface EpisodeClass {
  readonly examples: readonly number[]
  readonly asked: readonly number[]
}

/** Share of the rows asked about that lie nearest to the mean of their own class's examples (Snell et al. 2017, with the
 *  squared Euclidean distance); among equally near means the first is taken. Classes stand in the order of their drawing, so
 *  where all rows are equal this is chance. */
export function episodeAccuracy(
  classes: readonly EpisodeClass[],
  rows: { readonly examples: Float32Array; readonly asked: Float32Array; readonly dimension: number },
): number {
  const { dimension } = rows
  const means = classes.map(({ examples }) => {
    const mean = new Float64Array(dimension)
    for (const row of examples)
      for (let d = 0; d < dimension; d++) mean[d]! += rows.examples[row * dimension + d]! / examples.length
    return mean
  })
  let [right, all] = [0, 0]
  for (const [c, { asked }] of classes.entries())
    for (const row of asked) {
      all++
      if (nearest(rows.asked, row * dimension, means) === c) right++
    }
  return right / all
}

function nearest(rows: Float32Array, start: number, means: readonly Float64Array[]): number {
  let best = 0
  let least = Number.POSITIVE_INFINITY
  for (const [c, mean] of means.entries()) {
    let sum = 0
    for (let d = 0; d < mean.length && sum < least; d++) sum += (rows[start + d]! - mean[d]!) ** 2
    if (sum < least) [best, least] = [c, sum]
  }
  return best
}
