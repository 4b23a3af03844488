import { agreed, combined } from './combined.ts'
import type { Loss } from './loss.ts'

/** A loss of a sum, and how much it counts. */
export interface WeightedLoss {
  readonly loss: Loss
  /** Default 1. */
  readonly weight?: number
}

/** Several losses of one batch, added with weights.
 *
 *  L = sum_i w_i L_i
 *
 *  Each keeps its own parameters and memory, so two of one kind may stand side by side. The reported shares and distances
 *  are averages by the weights. Its value at collapse is known where those of all are.
 *
 *  @use A loss of pairs with a classification loss beside it, or with a regularizer. Losses differ in size: weigh them so that
 *    none drowns the others. */
export function weightedSum(losses: readonly WeightedLoss[]): Loss {
  const who = 'weighted sum'
  const classes = agreed(
    who,
    'classes',
    losses.map(({ loss }) => loss.classes),
  )
  const columns = Math.max(0, ...losses.map(({ loss }) => loss.levels?.length ?? 0))
  const levels = Array.from(
    { length: columns },
    (_, level) =>
      agreed(
        who,
        'classes',
        losses.map(({ loss }) => loss.levels?.[level]),
      ) ?? null,
  )
  return {
    ...combined(
      who,
      losses.map(({ loss, weight = 1 }) => ({ loss, weight })),
    ),
    ...(classes === undefined ? {} : { classes }),
    ...(columns === 0 ? {} : { levels }),
  }
}
