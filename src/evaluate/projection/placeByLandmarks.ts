import type { NearestRows } from '../nearestRows.ts'

/** Places of rows by the places of their nearest landmarks: their mean, each weighed by exp(-(d - d1) / (dk - d1) * 3), so that the
 *  nearest counts twenty times as much as the last.
 *  @param nearest of the rows among the landmarks @param landmarks [landmarks, 2] */
export function placeByLandmarks({ k, indices, distances }: NearestRows, landmarks: Float32Array): Float32Array {
  const rows = indices.length / k
  const places = new Float32Array(2 * rows)
  for (let i = 0; i < rows; i++) {
    const nearest = distances[i * k]!
    let last = k - 1
    while (last > 0 && indices[i * k + last]! < 0) last--
    const width = distances[i * k + last]! - nearest || 1
    let [x, y, sum] = [0, 0, 0]
    for (let at = i * k; at <= i * k + last; at++) {
      const weight = Math.exp((-3 * (distances[at]! - nearest)) / width)
      x += weight * landmarks[2 * indices[at]!]!
      y += weight * landmarks[2 * indices[at]! + 1]!
      sum += weight
    }
    places[2 * i] = x / sum
    places[2 * i + 1] = y / sum
  }
  return places
}
