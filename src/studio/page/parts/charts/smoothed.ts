/** A point of a curve. */
export type Point = readonly [x: number, y: number]

/** An exponential moving average, corrected for its beginning (as of Adam, Kingma and Ba 2015): the mean of all that came before, each
 *  weighted by `weight` to the power of how many entries ago.  m = w m + (1 - w) y,  y' = m / (1 - w^t).
 *  @param weight 0 leaves the curve as it is; below 1 */
export function smoothed(points: readonly Point[], weight: number): readonly Point[] {
  if (weight <= 0) return points
  let [mean, left] = [0, 1]
  return points.map(([x, y]) => {
    mean = weight * mean + (1 - weight) * y
    left *= weight
    return [x, mean / (1 - left)]
  })
}
