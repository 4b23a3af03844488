import { cosine } from '../distances/cosine.ts'
import { dot } from '../distances/dot.ts'
import { l1 } from '../distances/l1.ts'
import { l2 } from '../distances/l2.ts'
import type { AnyMeasure } from '../distances/measure.ts'
import { snr } from '../distances/snr.ts'
import { squaredL2 } from '../distances/squaredL2.ts'
import type { AnyLossFactory } from '../losses/define.ts'
import * as losses from '../losses/index.ts'
import { mean, meanOfNonZero, perAnchor, type Reducer, sum } from '../losses/reducers/index.ts'
import type { Option, Options } from '../option.ts'
import { number, whole, word } from '../option.ts'
import type { AboutRule } from '../pairs/defineRule.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import type { NegativeRule, PositiveRule } from '../pairs/rule.ts'

/** What the library has, by the names of the command line: read off its tables of contents, so that a loss or a rule that
 *  stands there is here. */
export type RuleMaker<Rule> = ((options?: never) => Rule) & { readonly about: AboutRule }

export const lossFactories: Readonly<Record<string, AnyLossFactory>> = byName(losses as never)
export const positiveRules: Readonly<Record<string, RuleMaker<PositiveRule>>> = byName(positives as never)
export const negativeRules: Readonly<Record<string, RuleMaker<NegativeRule>>> = byName(negatives as never)

export const distanceNames = ['l2', 'squared-l2', 'l1', 'cosine', 'dot', 'snr'] as const

export const distances: Readonly<Record<(typeof distanceNames)[number], () => AnyMeasure>> = {
  l2,
  'squared-l2': squaredL2,
  l1,
  cosine,
  dot,
  snr,
}

/** A name that only the dataset knows: 'fine', 'coarse', 'level1' or its own. */
const levelName: Option<string, false> = {
  kind: 'word',
  words: 'the label level of the super classes',
  usual: 'coarse',
  required: false,
  broken: (value) => (typeof value === 'string' && value !== '' ? undefined : 'must be the name of a label level'),
}

/** The samplers of the command line, with their options. */
export const samplers = {
  'm-per-class': {},
  'class-weighted': {
    weights: word(['inverse-size', 'size', 'uniform'], 'inverse-size', 'how often a class is drawn, by its size'),
  },
  hierarchical: {
    level: levelName,
    superClasses: whole(2, 'super classes in a batch'),
  },
} as const satisfies Readonly<Record<string, Options>>

/** How the weights of a head on features begin, with options. */
export const headInits = {
  uniform: {},
  pca: {
    scale: number(8, 'the length of each row of the weights: the larger, the less a step turns it', { above: 0 }),
  },
} as const satisfies Readonly<Record<string, Options>>

export const reducerNames = ['mean', 'mean-of-non-zero', 'sum', 'per-anchor'] as const

export const reducersByName: Readonly<Record<(typeof reducerNames)[number], () => Reducer>> = {
  mean: () => mean,
  'mean-of-non-zero': () => meanOfNonZero,
  sum: () => sum,
  'per-anchor': () => perAnchor(),
}

/** The options of each name, without those that the data and the network decide. */
export const optionsOf = (
  makers: Readonly<Record<string, { readonly about: { readonly options: Options } }>>,
): Readonly<Record<string, Options>> =>
  Object.fromEntries(
    Object.entries(makers).map(([name, { about }]) => {
      const own = Object.entries(about.options).filter(([option]) => !decided.includes(option))
      return [name, Object.fromEntries(own)]
    }),
  )

/** Options that are no choice: the number of classes trained on, and the dimension of the embedding. */
export const decided: readonly string[] = ['classes', 'dimension']

/** What of a table of contents makes something: types leave nothing there, helpers have nothing to say of themselves. */
function byName<Maker extends { readonly about: { readonly name: string } }>(
  table: Readonly<Record<string, Maker | object>>,
): Readonly<Record<string, Maker>> {
  const makers = Object.values(table).filter((entry): entry is Maker => 'about' in entry)
  return Object.fromEntries(makers.map((maker) => [maker.about.name, maker]))
}
