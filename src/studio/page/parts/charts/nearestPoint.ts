import type { Point } from './smoothed.ts'

/** The point of a curve that lies nearest to an x; null where the curve has none, or x lies before or after it all.
 *  @param points by x @param beyond how far x may lie beyond the ends */
export function nearestPoint(points: readonly Point[], x: number, beyond = 0): Point | null {
  if (points.length === 0 || x < points[0]![0] - beyond || x > points.at(-1)![0] + beyond) return null
  let [low, high] = [0, points.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (points[middle]![0] < x) low = middle + 1
    else high = middle
  }
  const [after, before] = [points[low]!, points[Math.max(0, low - 1)]!]
  return x - before[0] <= after[0] - x ? before : after
}
