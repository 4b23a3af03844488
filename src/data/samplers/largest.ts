/** The places of the `count` largest keys, largest first; of equals the earlier. All where there are no more. */
export function largest(keys: Float64Array, count: number): number[] {
  if (count <= 0) return []
  const least = keys.length > count ? keys.slice().sort()[keys.length - count]! : Number.NEGATIVE_INFINITY
  const places: number[] = []
  const equals: number[] = []
  for (let i = 0; i < keys.length; i++) {
    if (keys[i]! > least) places.push(i)
    else if (keys[i] === least) equals.push(i)
  }
  return [...places, ...equals.slice(0, count - places.length)].sort((a, b) => keys[b]! - keys[a]! || a - b)
}
