import type { Tested } from '../evaluate/tellApart.ts'
import type { Standing } from './standing.ts'

/** How methods stand to one another, for `--json`. */
export function standingResult({ baseline, against, columns, pairs, contenders, over }: Standing): object {
  return {
    baseline: baseline.name,
    /** What differences are taken over: the seeds, or the queries of one run each. */
    over,
    /** Each less the baseline; p uncorrected. */
    against: against.map(({ contender, differences }) => ({
      name: contender.name,
      metrics: Object.fromEntries(columns.map(({ name }, i) => [name, differences[i] && plain(differences[i])])),
    })),
    /** Every pair by the first metric, the first less the second. */
    pairs: pairs.map((pair) => ({
      first: contenders[pair.a]!.name,
      second: contenders[pair.b]!.name,
      ...plain(pair),
      holm: pair.corrected,
      apart: pair.apart,
    })),
  }
}

const plain = ({ mean, low, high, p }: Tested): Tested => ({ mean, low, high, p })
