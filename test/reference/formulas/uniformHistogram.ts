/** @file Pairs drawn uniformly over a histogram of their distances, in float64. Of the positive pairs of a batch, and apart
 *  from them of the negative pairs:
 *
 *  least, most = the smallest and largest d of the side
 *  bin(i, j) = floor( bins · (d(i, j) - least) / (most - least) ), the largest d being in the last bin; 0 where most = least
 *  count(b) = number of pairs of the side in bin b
 *  (i, j) is drawn where u_ij < perBin / count(bin(i, j)), u uniform noise in [0, 1) of the side
 *
 *  pytorch-metric-learning cuts the same bins and draws perBin pairs of each with replacement. */
import type { MinerRow } from '../miners.ts'
import type { Pair } from './minedPairs.ts'
import { batches, pairsOf, tuplesOf } from './minedPairs.ts'
import type { Matrix } from './numbers.ts'
import { numbers, tensor } from './numbers.ts'

const args = [
  { num_bins: 5, pos_per_bin: 2, neg_per_bin: 3 },
  { num_bins: 100, pos_per_bin: 1, neg_per_bin: 1 },
  { num_bins: 1, pos_per_bin: 4, neg_per_bin: 20 },
]

export function rows(): MinerRow[] {
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
): MinerRow | undefined {
  const size = labels.length
  const x = numbers(seed, size, 4)
  const uniform = (at: number): Matrix =>
    numbers(at, size, size).map((row) => row.map((v) => Math.fround(0.4999 * (v + 1))))
  const noise = { positives: uniform(2 * seed), negatives: uniform(3 * seed) }
  const positive = drawn(pairsOf(x, labels, true), noise.positives, options.num_bins, options.pos_per_bin)
  const negative = drawn(pairsOf(x, labels, false), noise.negatives, options.num_bins, options.neg_per_bin)
  if (!positive || !negative) return undefined
  return {
    miner: 'UniformHistogramMiner',
    args: options,
    batch,
    embeddings: tensor(x),
    labels,
    noise: { positives: tensor(noise.positives), negatives: tensor(noise.negatives) },
    tuples: tuplesOf(positive, negative),
  }
}

/** The pairs of a side that are drawn; undefined where a number is too near a bound. */
function drawn(pairs: readonly Pair[], noise: Matrix, bins: number, perBin: number): Pair[] | undefined {
  let [least, most] = [Infinity, -Infinity]
  for (const { d } of pairs) {
    least = Math.min(least, d)
    most = Math.max(most, d)
  }
  const count = Array<number>(bins).fill(0)
  const binOf: number[] = []
  for (const { d } of pairs) {
    const place = most === least ? 0 : (bins * (d - least)) / (most - least)
    if (d !== least && d !== most && Math.abs(place - Math.round(place)) < 1e-4) return undefined
    const bin = Math.min(bins - 1, Math.floor(place))
    binOf.push(bin)
    count[bin]! += 1
  }
  const taken: Pair[] = []
  for (const [at, pair] of pairs.entries()) {
    const probability = perBin / count[binOf[at]!]!
    const u = noise[pair.i]![pair.j]!
    if (Math.abs(u - probability) < 1e-5) return undefined
    if (u < probability) taken.push(pair)
  }
  return taken
}
