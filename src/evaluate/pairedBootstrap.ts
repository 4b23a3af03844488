import { demand } from '../errors.ts'
import { random } from '../random.ts'
import type { BootstrapInterval, BootstrapOptions } from './bootstrap.ts'
import { bootstrap } from './bootstrap.ts'

/** A difference over queries with its interval, and the chance of one as far from 0, were there none. */
export interface PairedBootstrap extends BootstrapInterval {
  readonly p: number
}

/** Two embeddings on the same queries: the mean of a - b over the queries that count in both, its interval by the paired
 *  bootstrap (Efron 1979), and p by the randomization test (Fisher 1935; Smucker et al. 2007 for retrieval): were the two alike,
 *  each query's difference could as well have the other sign; p is the share of `resamples` drawings of signs, the one that was
 *  found counted in, whose mean is as far from 0. It says whether two models differ beyond the choice of queries, and nothing
 *  about how trainings of the same method differ: that takes several seeds, and `pairedTest`.
 *  NaN: the query does not count. Null where none counts. */
export function pairedBootstrap(
  a: ArrayLike<number>,
  b: ArrayLike<number>,
  options: BootstrapOptions = {},
): PairedBootstrap | null {
  demand(a.length === b.length, {
    who: 'pairedBootstrap',
    rule: 'both must be values of the same queries',
    value: [a.length, b.length],
    remedy: 'give one number a query of each, in the same order',
  })
  const differences = Float64Array.from(a, (value, q) => value - b[q]!)
  const found = bootstrap(differences, options)
  return found && { ...found, p: randomizationTest(differences, options) }
}

function randomizationTest(
  differences: Float64Array,
  { resamples = 1000, seed = 0 }: Pick<BootstrapOptions, 'resamples' | 'seed'>,
): number {
  // A query on which both agree is the same with either sign.
  const telling = differences.filter((value) => value !== 0 && !Number.isNaN(value))
  const sum = telling.reduce((total, value) => total + value, 0)
  const rng = random(seed).fork('signs')
  let asFar = 1
  for (let r = 0; r < resamples; r++) {
    let drawn = 0
    // 32 signs from one number.
    for (let i = 0, bits = 0; i < telling.length; i++, bits >>>= 1) {
      if (i % 32 === 0) bits = rng.below(2 ** 32)
      drawn += bits & 1 ? telling[i]! : -telling[i]!
    }
    // Sums of the same numbers in another order differ by rounding.
    if (Math.abs(drawn) >= Math.abs(sum) * (1 - 1e-12)) asFar++
  }
  return asFar / (resamples + 1)
}
