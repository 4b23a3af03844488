/** @file Hard-aware cascade (Yuan, Yang, Zhang 2017): of all positive pairs of a batch the share that is farthest apart, of
 *  all negative pairs the share that is nearest, as loops over float64 numbers.
 *
 *  d(i, j) = | x_i / |x_i| - x_j / |x_j| |
 *  P = the ceil(share · number of pairs i ≠ j of one class) of them with most d
 *  N = the ceil(share · number of pairs of two classes) of them with least d
 *
 *  Pairs that tie with the last one all belong. */

export interface Row {
  readonly miner: string
  readonly args: Readonly<Record<string, number>>
  readonly batch: string
  readonly embeddings: { readonly shape: readonly number[]; readonly data: readonly number[] }
  readonly labels: readonly number[]
  readonly tuples: readonly (readonly number[])[]
}

const batches = {
  balanced: [0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3],
  ragged: [0, 0, 0, 0, 0, 1, 1, 1, 2, 2, 3, 4, 4, 4, 4, 5],
  'no positives': [0, 1, 2, 3],
  'one class': [7, 7, 7, 7],
}
const dimension = 4

export function rows(): Row[] {
  return Object.entries(batches).flatMap(([batch, labels], seed) =>
    [0.1, 0.37, 0.5, 0.9, 1].map((share) => {
      const random = generator(100 + seed)
      const data = labels.flatMap(() => Array.from({ length: dimension }, () => Math.fround(normal(random))))
      return {
        miner: 'HDCMiner',
        args: { filter_percentage: share },
        batch,
        embeddings: { shape: [labels.length, dimension], data },
        labels,
        tuples: mined(data, labels, share),
      }
    }),
  )
}

function mined(data: readonly number[], labels: readonly number[], share: number): number[][] {
  const positive: Pair[] = []
  const negative: Pair[] = []
  for (let i = 0; i < labels.length; i++)
    for (let j = 0; j < labels.length; j++) {
      if (i === j) continue
      const pair = { i, j, d: distance(data, Math.min(i, j), Math.max(i, j)) }
      if (labels[i] === labels[j]) positive.push(pair)
      else negative.push(pair)
    }
  positive.sort((a, b) => b.d - a.d)
  negative.sort((a, b) => a.d - b.d)
  const lastPositive = positive[Math.ceil(share * positive.length) - 1]
  const lastNegative = negative[Math.ceil(share * negative.length) - 1]
  const p = positive.filter(({ d }) => lastPositive !== undefined && d >= lastPositive.d)
  const n = negative.filter(({ d }) => lastNegative !== undefined && d <= lastNegative.d)
  return [p.map(({ i }) => i), p.map(({ j }) => j), n.map(({ i }) => i), n.map(({ j }) => j)]
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
