import { demand } from '../../errors.ts'
import { random } from '../../random.ts'
import { demandRows } from '../demandRows.ts'
import type { Interval } from '../interval.ts'
import { interval } from '../interval.ts'
import { drawn } from './drawn.ts'
import { episodeAccuracy } from './episodeAccuracy.ts'
import { poolsOf } from './poolsOf.ts'

export interface FewShotOptions {
  /** Rows that examples are drawn from, [n, dimension], and their classes; rows of negative label are left out. */
  readonly embeddings: Float32Array
  readonly labels: Int32Array
  readonly dimension: number
  /** What is asked about, where that is other images; null: those of the same rows that are no examples. Default null. */
  readonly asked?: { readonly embeddings: Float32Array; readonly labels: Int32Array } | null
  /** Classes of an episode (k-way). */
  readonly ways: number
  /** Examples of each class (n-shot). */
  readonly shots: number
  /** At most so many images are asked about of each class. Default 5, as on Omniglot in Snell et al. */
  readonly queries?: number
  /** Default 600. */
  readonly episodes?: number
  /** Default 0. */
  readonly seed?: number
  /** For each row the group that all classes of an episode are drawn from, such as an alphabet. Default: one group. */
  readonly within?: Int32Array
  /** For each row who made it: examples are of one maker, what is asked about of another. Default: all of one. */
  readonly makers?: Int32Array
}

export interface FewShot {
  readonly ways: number
  readonly shots: number
  /** Share of right answers: mean over episodes, and its interval. */
  readonly accuracy: Interval
}

/** k-way n-shot accuracy by nearest class mean (prototypical networks, Snell, Swersky and Zemel 2017): an episode draws
 *  classes and examples of each by lot, and gives every other image drawn to the class whose mean example lies nearest, by
 *  Euclidean distance. Chance is 1 / ways; equally near means go to the first drawn.
 *
 *  With `ways` 20, `shots` 1, `queries` 1, `within` the alphabet and `makers` the drawers it is the one-shot classification of
 *  Omniglot (Lake et al. 2015), but for the 20 episodes that these fixed: here they are drawn.
 *
 *  Null where too few classes have enough images for an episode. Fails on counts below 1 (ways below 2) and on rows that
 *  are not finite. */
export function fewShot(options: FewShotOptions): FewShot | null {
  const { embeddings, labels, dimension, ways, shots, queries = 5, episodes = 600, seed = 0, asked = null } = options
  const who = 'fewShot'
  demandRows(who, 'embeddings', embeddings, dimension)
  if (asked) demandRows(who, 'asked rows', asked.embeddings, dimension)
  for (const [name, value, least] of [
    ['ways', ways, 2],
    ['shots', shots, 1],
    ['queries', queries, 1],
    ['episodes', episodes, 1],
  ] as const)
    demand(Number.isInteger(value) && value >= least, {
      who,
      rule: `${name} must be a whole number, at least ${least}`,
      value,
    })
  demand(embeddings.length === labels.length * dimension, {
    who,
    rule: `there must be a label for each of the ${embeddings.length / dimension} rows`,
    value: labels.length,
  })
  const pools = poolsOf(options)
  if (pools.length === 0) return null
  const generator = random(seed).fork(`${ways}-way ${shots}-shot`)
  const rows = { examples: embeddings, asked: asked?.embeddings ?? embeddings, dimension }
  const accuracies = Array.from({ length: episodes }, () => {
    const pool = pools[generator.below(pools.length)]!
    const classes = drawn(pool.length, ways, generator).map((c) => {
      const { examples, asked: others } = pool[c]!
      if (others !== null)
        return {
          examples: drawn(examples.length, shots, generator).map((i) => examples[i]!),
          asked: drawn(others.length, queries, generator).map((i) => others[i]!),
        }
      const both = drawn(examples.length, shots + queries, generator).map((i) => examples[i]!)
      return { examples: both.slice(0, shots), asked: both.slice(shots) }
    })
    return episodeAccuracy(classes, rows)
  })
  return { ways, shots, accuracy: interval(accuracies) }
}
