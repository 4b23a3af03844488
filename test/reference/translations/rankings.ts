import { angular } from '../../../src/losses/angular.ts'
import { dynamicSoftMargin } from '../../../src/losses/dynamicSoftMargin.ts'
import { fastAp } from '../../../src/losses/fastAp.ts'
import { generalizedLiftedStructure } from '../../../src/losses/generalizedLiftedStructure.ts'
import { histogram } from '../../../src/losses/histogram.ts'
import { intraPairVariance } from '../../../src/losses/intraPairVariance.ts'
import { liftedStructure } from '../../../src/losses/liftedStructure.ts'
import { pnp } from '../../../src/losses/pnp.ts'
import { rankedList } from '../../../src/losses/rankedList.ts'
import { smoothAp } from '../../../src/losses/smoothAp.ts'
import { snrContrastive } from '../../../src/losses/snrContrastive.ts'
import { thresholdConsistentMargin } from '../../../src/losses/thresholdConsistentMargin.ts'
import * as negatives from '../../../src/pairs/negatives/index.ts'
import type { LossRow, Mined, Translation } from './translation.ts'
import { common, semihard } from './translation.ts'

export const rankings: Readonly<Record<string, Translation>> = {
  LiftedStructureLoss: {
    args: ['pos_margin', 'neg_margin'],
    make: ({ pos_margin = 0, neg_margin = 1 }, row, rules) =>
      liftedStructure({ positiveMargin: pos_margin, negativeMargin: neg_margin, ...common(row), ...rules }),
  },
  GeneralizedLiftedStructureLoss: {
    args: ['pos_margin', 'neg_margin'],
    make: ({ pos_margin = 0, neg_margin = 1 }, row, rules) =>
      generalizedLiftedStructure({ positiveMargin: pos_margin, negativeMargin: neg_margin, ...common(row), ...rules }),
  },
  AngularLoss: {
    args: ['alpha'],
    // Theirs takes all negatives whatever was mined, and does not bring them to length 1.
    make: ({ alpha = 40 }, row, rules) =>
      angular({ alpha, rawNegatives: true, ...reducerOf(row), ...rules, negatives: negatives.all() } as never),
    lacking: (row) => (semihard(row) ? 'semi-hard pairs, whose partner on the other side it does not take' : undefined),
  },
  FastAPLoss: {
    args: ['num_bins'],
    make: ({ num_bins = 10 }, row, rules) => fastAp({ bins: num_bins, ...common(row), ...rules }),
    lacking: (row) => (mined(row) ? 'mined pairs, by which it weighs anchors and chooses nothing' : undefined),
  },
  SmoothAPLoss: {
    args: ['temperature', 'with_anchor'],
    make: ({ temperature = 0.01, with_anchor = true }, row, rules) =>
      smoothAp({ temperature, withAnchor: with_anchor, ...common(row), ...rules }),
  },
  HistogramLoss: {
    args: ['n_bins', 'delta'],
    make: ({ n_bins, delta }, _, rules) => histogram({ bins: n_bins ?? (delta ? 2 / delta : 100), ...rules }),
    lacking: (row) => (mined(row) ? 'mined pairs, each of which it counts once' : undefined),
  },
  IntraPairVarianceLoss: {
    args: ['pos_eps', 'neg_eps'],
    make: ({ pos_eps = 0.01, neg_eps = 0.01 }, row, rules) =>
      intraPairVariance({ positiveEpsilon: pos_eps, negativeEpsilon: neg_eps, ...common(row), ...rules }),
  },
  SignalToNoiseRatioContrastiveLoss: {
    args: ['pos_margin', 'neg_margin'],
    make: ({ pos_margin = 0, neg_margin = 1 }, row, rules) =>
      snrContrastive({ positiveMargin: pos_margin, negativeMargin: neg_margin, ...common(row), ...rules }),
    lacking: (row) => (mined(row) ? 'pairs mined by another distance than its own' : undefined),
  },
  RankedListLoss: {
    args: ['margin', 'Tn', 'Tp', 'alpha', 'imbalance'],
    make: ({ margin = 0, Tn = 0, Tp = 0, alpha, imbalance = 0.5 }, row, rules) =>
      rankedList({
        margin,
        negativeTemperature: Tn,
        positiveTemperature: Tp,
        imbalance,
        ...(alpha === undefined || alpha === null ? {} : { alpha }),
        ...common(row),
        ...rules,
      }),
  },
  PNPLoss: {
    args: ['b', 'alpha', 'anneal', 'variant'],
    make: ({ b = 2, alpha = 1, anneal = 0.01, variant = 'O' as never }, row, rules) =>
      pnp({ b, alpha, temperature: anneal, variant, withAnchor: true, ...common(row), ...rules }),
  },
  ThresholdConsistentMarginLoss: {
    args: ['lambda_plus', 'lambda_minus', 'margin_plus', 'margin_minus'],
    make: ({ lambda_plus = 1, lambda_minus = 1, margin_plus = 0.9, margin_minus = 0.5 }, _, rules) =>
      thresholdConsistentMargin({
        positiveWeight: lambda_plus,
        negativeWeight: lambda_minus,
        positiveMargin: margin_plus,
        negativeMargin: margin_minus,
        ...rules,
      }),
  },
  DynamicSoftMarginLoss: {
    args: ['min_val', 'num_bins', 'momentum'],
    make: ({ min_val = -2, num_bins = 10, momentum = 0.01 }, row, rules) => {
      const { distance } = common(row)
      return dynamicSoftMargin({
        minimum: min_val,
        bins: num_bins,
        momentum,
        ...(distance ? { distance } : {}),
        ...rules,
      })
    },
  },
}

/** The reducer of a row whose loss has a measure of its own. */
const reducerOf = (row: LossRow): { reducer?: never } => {
  const { reducer } = common(row)
  return reducer ? { reducer } : {}
}
/** Whether some pairs of the batch were left out. */
const mined = ({ positives = 'all', negatives = 'all' }: Mined): boolean => positives !== 'all' || negatives !== 'all'
