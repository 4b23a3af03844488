import { demand } from '../../errors.ts'

/** How many pairs of images lie at each distance. All of verification is computed from this. */
export interface PairCounts {
  /** Distinct distances, rising. */
  readonly distances: Float64Array
  /** Pairs of one class at each of them. */
  readonly genuine: Float64Array
  /** Pairs of two classes. */
  readonly impostor: Float64Array
}

/** Counts pairs that are given one by one, such as those of LFW's lists. Equal distances fall together, so that no measure
 *  depends on an order among them.
 *  @param distances of each pair, smaller being more alike; a similarity s goes in as -s, a cosine as 1 - s
 *  @param same 1 where a pair is of one class, else 0 */
export function pairCounts(distances: ArrayLike<number>, same: ArrayLike<number>): PairCounts {
  const who = 'pairCounts'
  demand(distances.length === same.length, {
    who,
    rule: 'every pair must have a distance and be told the same or not',
    value: [distances.length, same.length],
  })
  const values = Float64Array.from(distances)
  const stray = values.find((distance) => !Number.isFinite(distance))
  demand(stray === undefined, { who, rule: 'distances must be finite numbers', value: stray })
  return merged(values.filter((_, i) => same[i]).sort(), values.filter((_, i) => !same[i]).sort())
}

/** From the rising distances of either kind. */
function merged(ones: Float64Array, twos: Float64Array): PairCounts {
  const [distances, genuine, impostor]: [number[], number[], number[]] = [[], [], []]
  for (let [a, b] = [0, 0]; a < ones.length || b < twos.length; ) {
    const distance = Math.min(ones[a] ?? Number.POSITIVE_INFINITY, twos[b] ?? Number.POSITIVE_INFINITY)
    const [fromA, fromB] = [a, b]
    while (ones[a] === distance) a++
    while (twos[b] === distance) b++
    distances.push(distance)
    genuine.push(a - fromA)
    impostor.push(b - fromB)
  }
  return {
    distances: Float64Array.from(distances),
    genuine: Float64Array.from(genuine),
    impostor: Float64Array.from(impostor),
  }
}
