import { cosine } from '../../../src/distances/cosine.ts'
import { circle } from '../../../src/losses/circle.ts'
import { instance } from '../../../src/losses/instance.ts'
import { multiSimilarity } from '../../../src/losses/multiSimilarity.ts'
import { nca } from '../../../src/losses/nca.ts'
import { nPairs } from '../../../src/losses/nPairs.ts'
import { ntXent } from '../../../src/losses/ntXent.ts'
import { supCon } from '../../../src/losses/supCon.ts'
import { tupletMargin } from '../../../src/losses/tupletMargin.ts'
import * as negatives from '../../../src/pairs/negatives/index.ts'
import type { LossRow, Translation } from './translation.ts'
import { common, semihard } from './translation.ts'

/** Theirs refuse every measure but cosine. */
const cosineAlone = ({ distance = 'cosine' }: LossRow): string | undefined =>
  distance === 'cosine' ? undefined : `distance ${distance}`

export const softmaxes: Readonly<Record<string, Translation>> = {
  MultiSimilarityLoss: {
    args: ['alpha', 'beta', 'base'],
    make: ({ alpha = 2, beta = 50, base = 0.5 }, row, rules) =>
      multiSimilarity({ alpha, beta, base, ...common(row), ...rules }),
  },
  NTXentLoss: {
    args: ['temperature'],
    make: ({ temperature = 0.07 }, row, rules) => ntXent({ temperature, ...common(row), ...rules }),
  },
  SupConLoss: {
    args: ['temperature'],
    make: ({ temperature = 0.1 }, row, rules) => supCon({ temperature, ...common(row), ...rules }),
  },
  CircleLoss: {
    args: ['m', 'gamma'],
    make: ({ m = 0.4, gamma = 80 }, row, rules) => circle({ margin: m, scale: gamma, ...common(row), ...rules }),
    lacking: cosineAlone,
  },
  NCALoss: {
    args: ['softmax_scale'],
    make: ({ softmax_scale = 1 }, row, rules) => nca({ scale: softmax_scale, ...common(row), ...rules }),
  },
  InstanceLoss: {
    args: ['gamma'],
    make: ({ gamma = 64 }, row) => instance({ scale: gamma, ...common(row) }),
    lacking: cosineAlone,
  },
  NPairsLoss: {
    args: [],
    // Their dot product is of rows brought to length 1, unless told otherwise; mined negatives change nothing.
    make: (_, row, { positives }) =>
      nPairs({ distance: cosine(), ...common(row), positives, negatives: negatives.all() } as never),
    lacking: (row) => (semihard(row) ? 'semi-hard pairs, whose partner on the other side it does not take' : undefined),
  },
  TupletMarginLoss: {
    args: ['margin', 'scale'],
    make: ({ margin = 5.73, scale = 64 }, row, rules) => tupletMargin({ margin, scale, ...common(row), ...rules }),
    lacking: cosineAlone,
  },
}
