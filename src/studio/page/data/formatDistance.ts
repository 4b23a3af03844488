/** A cosine distance, 0 to 2, as text: three places; below half a thousandth it is said to be small, not nought. */
export function formatDistance(distance: number): string {
  if (distance <= 0) return '0'
  if (distance < 0.0005) return '< 0.001'
  return distance.toFixed(3)
}
