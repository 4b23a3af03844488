import { contrastive } from '../../../src/losses/contrastive.ts'
import { margin } from '../../../src/losses/margin.ts'
import { triplet } from '../../../src/losses/triplet.ts'
import type { Translation } from './translation.ts'
import { common } from './translation.ts'

export const hinges: Readonly<Record<string, Translation>> = {
  TripletMarginLoss: {
    args: ['margin', 'swap', 'smooth_loss'],
    make: ({ margin: m = 0.05, swap = false, smooth_loss = false }, row, rules) =>
      triplet({ margin: m, swap, smooth: smooth_loss, ...common(row), ...rules }),
  },
  MarginLoss: {
    args: ['margin', 'nu', 'beta', 'learn_beta', 'num_classes'],
    make: ({ margin: m = 0.2, nu = 0, beta = 1.2, learn_beta = false, num_classes = 1 }, row, rules) =>
      margin({
        margin: m,
        beta,
        ...(learn_beta ? { nu, learnBeta: true, classes: num_classes } : {}),
        ...common(row),
        ...rules,
      }),
    // Of a fixed beta theirs takes a nu and does nothing with it.
    // Theirs learns one beta for all classes then, ours always one for each.
    lacking: ({ args }) => (args.learn_beta && !args.num_classes ? 'learn_beta without num_classes' : undefined),
  },
  ContrastiveLoss: {
    args: ['pos_margin', 'neg_margin'],
    make: ({ pos_margin = 0, neg_margin = 1 }, row, rules) =>
      contrastive({ positiveMargin: pos_margin, negativeMargin: neg_margin, ...common(row), ...rules }),
  },
}
