import { cosine } from '../distances/cosine.ts'
import { dot } from '../distances/dot.ts'
import { l1 } from '../distances/l1.ts'
import { l2 } from '../distances/l2.ts'
import type { DistanceMeasure, SimilarityMeasure } from '../distances/measure.ts'
import { snr } from '../distances/snr.ts'
import { squaredL2 } from '../distances/squaredL2.ts'
import { fail } from '../errors.ts'
import { contrastive } from '../losses/contrastive.ts'
import type { Loss } from '../losses/loss.ts'
import { margin } from '../losses/margin.ts'
import { triplet } from '../losses/triplet.ts'
import * as negatives from '../pairs/negatives/index.ts'
import * as positives from '../pairs/positives/index.ts'
import type { NegativeRule, PositiveRule, Rules } from '../pairs/rule.ts'
import { dashed } from './dashed.ts'
import { optionOwners } from './optionOwners.ts'
import type { Settings } from './settings.ts'

const distances: Record<Settings['distance'], () => DistanceMeasure | SimilarityMeasure> = {
  l2: () => l2(),
  'squared-l2': () => squaredL2(),
  l1: () => l1(),
  cosine: () => cosine(),
  dot: () => dot(),
  snr: () => snr(),
}

const positiveRules: Record<Settings['positives'], () => PositiveRule> = {
  all: positives.all,
  easiest: positives.easiest,
  hardest: positives.hardest,
  semihard: positives.semihard,
}

type Negatives = NonNullable<Settings['negatives']>

const negativeRules: Record<Negatives, () => NegativeRule> = {
  all: negatives.all,
  hardest: negatives.hardest,
  easiest: negatives.easiest,
  semihard: negatives.semihard,
  'distance-weighted': () => negatives.distanceWeighted(),
}

/** The negatives that a loss takes where none are asked for: those of its paper. */
const usualNegatives: Record<Settings['loss'], Negatives> = {
  triplet: 'semihard',
  margin: 'distance-weighted',
  contrastive: 'all',
}

/** The negative rule of the settings, by name. */
export const negativesOf = ({ negatives, loss }: Pick<Settings, 'negatives' | 'loss'>): Negatives =>
  negatives ?? usualNegatives[loss]

/** The loss that the settings name: here, and nowhere below, strings become functions.
 *  @param classes how many classes are trained on
 *  Fails on rules that cannot go together, and on an option that the loss does not have. */
export function lossOf(settings: Settings, classes: number): Loss {
  refuseIdle(settings)
  const rules = rulesOf(settings)
  const distance = distances[settings.distance]()
  const { margin: m, beta, learnBeta, nu, swap, smooth, positiveMargin, negativeMargin } = settings
  switch (settings.loss) {
    case 'triplet':
      return triplet({ ...rules, distance, swap, smooth, ...given({ margin: m }) })
    case 'margin':
      return margin({ ...rules, distance, nu, ...given({ margin: m, beta, learnBetaFor: learnBeta ? classes : null }) })
    case 'contrastive':
      return contrastive({ ...rules, distance, ...given({ positiveMargin, negativeMargin }) })
  }
}

function rulesOf(settings: Settings): Rules {
  const positive = positiveRules[settings.positives]()
  const negative = negativeRules[negativesOf(settings)]()
  if (positive.bound && negative.bound)
    fail({
      who: '--positives semihard --negatives semihard',
      rule: 'one side must choose without the other, for the other to measure from it',
      remedy: 'take --negatives hardest, or --positives easiest',
    })
  return { positives: positive, negatives: negative } as Rules
}

/** Options that only some losses have: set for another they would do nothing, silently. */
function refuseIdle(settings: Settings): void {
  for (const [option, losses] of Object.entries(optionOwners)) {
    const value = settings[option as keyof typeof optionOwners]
    // A loss's own default (null, false, a price of 0) says nothing.
    if (value === null || value === false || (option === 'nu' && value === 0)) continue
    if (!losses.includes(settings.loss))
      fail({
        who: `--${dashed(option)}`,
        rule: `is an option of --loss ${losses.join(' and --loss ')} alone`,
        value: `--loss ${settings.loss}`,
        remedy: 'leave it out, or choose that loss',
      })
  }
  if (settings.nu > 0 && !settings.learnBeta)
    fail({ who: '--nu', rule: 'is the price of a learned beta', value: settings.nu, remedy: 'add --learn-beta' })
}

/** The entries that are not null. */
function given<T extends Record<string, number | null>>(options: T): { [K in keyof T]?: number } {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== null)) as {
    [K in keyof T]?: number
  }
}
