/** @file Pairs drawn uniformly over a histogram of their distances, as loops over float64 numbers. Of the positive pairs of
 *  a batch, and of the negative pairs apart from them:
 *
 *  d(i, j) = | x_i / |x_i| - x_j / |x_j| |,  least and most: the smallest and largest d of the side
 *  bin(i, j) = floor( bins · (d(i, j) - least) / (most - least) ), the largest d being in the last bin; 0 where most = least
 *  count(b) = number of pairs of the side in bin b
 *  (i, j) is drawn where u_ij < perBin / count(bin(i, j)), u uniform noise in [0, 1) of the side
 *
 *  pytorch-metric-learning cuts the same bins and draws perBin pairs of each with replacement. */

interface Tensor {
  readonly shape: readonly number[]
  readonly data: readonly number[]
}

export interface Row {
  readonly miner: string
  readonly args: Readonly<Record<string, number>>
  readonly batch: string
  readonly embeddings: Tensor
  readonly labels: readonly number[]
  readonly noise: { readonly positives: Tensor; readonly negatives: Tensor }
  readonly tuples: readonly (readonly number[])[]
}

const batches = {
  balanced: [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3],
  ragged: [0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 4, 4, 4, 5],
  'no positives': [0, 1, 2, 3],
  'one class': [7, 7, 7, 7],
}
const dimension = 4
const args = [
  { num_bins: 5, pos_per_bin: 2, neg_per_bin: 3 },
  { num_bins: 100, pos_per_bin: 1, neg_per_bin: 1 },
  { num_bins: 1, pos_per_bin: 4, neg_per_bin: 20 },
]

export function rows(): Row[] {
  return Object.entries(batches).flatMap(([batch, labels], first) =>
    args.map((options, second) => {
      // The first seed whose row has no number so near a bound that float32 could fall on the other side.
      for (let seed = 1000 * (3 * first + second + 1); ; seed++) {
        const row = rowOf(batch, labels, options, seed)
        if (row) return row
      }
    }),
  )
}

function rowOf(
  batch: string,
  labels: readonly number[],
  options: (typeof args)[number],
  seed: number,
): Row | undefined {
  const random = generator(seed)
  const size = labels.length
  const data = labels.flatMap(() => Array.from({ length: dimension }, () => Math.fround(normal(random))))
  const noise = (): Tensor => ({
    shape: [size, size],
    data: Array.from({ length: size * size }, () => Math.fround(random() * 0.9999)),
  })
  const [positives, negatives] = [noise(), noise()]
  const p = drawn(data, labels, true, positives.data, options.num_bins, options.pos_per_bin)
  const n = drawn(data, labels, false, negatives.data, options.num_bins, options.neg_per_bin)
  if (!p || !n) return undefined
  return {
    miner: 'UniformHistogramMiner',
    args: options,
    batch,
    embeddings: { shape: [size, dimension], data },
    labels,
    noise: { positives, negatives },
    tuples: [p.map(({ i }) => i), p.map(({ j }) => j), n.map(({ i }) => i), n.map(({ j }) => j)],
  }
}

/** The pairs of a side that are drawn; undefined where a number is too near a bound. */
function drawn(
  data: readonly number[],
  labels: readonly number[],
  same: boolean,
  uniform: readonly number[],
  bins: number,
  perBin: number,
): Pair[] | undefined {
  const size = labels.length
  const pairs: Pair[] = []
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++)
      if (i !== j && (labels[i] === labels[j]) === same)
        pairs.push({ i, j, d: distance(data, Math.min(i, j), Math.max(i, j)) })
  let [least, most] = [Infinity, -Infinity]
  for (const { d } of pairs) {
    least = Math.min(least, d)
    most = Math.max(most, d)
  }
  const count = Array<number>(bins).fill(0)
  const places: number[] = []
  for (const { d } of pairs) {
    const place = most === least ? 0 : (bins * (d - least)) / (most - least)
    if (d !== least && d !== most && Math.abs(place - Math.round(place)) < 1e-4) return undefined
    const bin = Math.min(bins - 1, Math.floor(place))
    places.push(bin)
    count[bin]! += 1
  }
  const taken: Pair[] = []
  for (const [at, pair] of pairs.entries()) {
    const probability = perBin / count[places[at]!]!
    const u = uniform[pair.i * size + pair.j]!
    if (Math.abs(u - probability) < 1e-5) return undefined
    if (u < probability) taken.push(pair)
  }
  return taken
}

interface Pair {
  readonly i: number
  readonly j: number
  readonly d: number
}

function distance(data: readonly number[], i: number, j: number): number {
  let [ofI, ofJ] = [0, 0]
  for (let k = 0; k < dimension; k++) {
    ofI += data[i * dimension + k]! ** 2
    ofJ += data[j * dimension + k]! ** 2
  }
  let sum = 0
  for (let k = 0; k < dimension; k++)
    sum += (data[i * dimension + k]! / Math.sqrt(ofI) - data[j * dimension + k]! / Math.sqrt(ofJ)) ** 2
  return Math.sqrt(sum)
}

/** Uniform numbers in [0, 1) (Park and Miller 1988). */
function generator(seed: number): () => number {
  let state = seed
  for (let i = 0; i < 10; i++) state = (state * 48271) % 2147483647
  return () => {
    state = (state * 48271) % 2147483647
    return (state - 1) / 2147483646
  }
}

/** A normal number (Box and Muller 1958). */
const normal = (random: () => number): number =>
  Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
