/** @file Hard-aware cascade (Yuan, Yang, Zhang 2017): of all positive pairs of a batch the share that is farthest apart, of
 *  all negative pairs the share that is nearest, in float64.
 *
 *  P = the ceil(share · number of positive pairs) of them with most d
 *  N = the ceil(share · number of negative pairs) of them with least d
 *
 *  Pairs that tie with the last one all belong. */
import type { MinerRow } from '../miners.ts'
import { batches, pairsOf, tuplesOf } from './minedPairs.ts'
import { numbers, tensor } from './numbers.ts'

const shares = [0.1, 0.37, 0.5, 0.9, 1]

export function rows(): MinerRow[] {
  return Object.entries(batches).flatMap(([batch, labels], seed) =>
    shares.map((share) => {
      const x = numbers(100 + seed, labels.length, 4)
      const positive = pairsOf(x, labels, true).sort((a, b) => b.d - a.d)
      const negative = pairsOf(x, labels, false).sort((a, b) => a.d - b.d)
      const least = positive[Math.ceil(share * positive.length) - 1]?.d ?? Infinity
      const most = negative[Math.ceil(share * negative.length) - 1]?.d ?? -Infinity
      return {
        miner: 'HDCMiner',
        args: { filter_percentage: share },
        batch,
        embeddings: tensor(x),
        labels,
        tuples: tuplesOf(
          positive.filter(({ d }) => d >= least),
          negative.filter(({ d }) => d <= most),
        ),
      }
    }),
  )
}
