import { demand } from '../errors.ts'
import type { Batch } from '../pairs/batch.ts'
import { agreed, combined } from './combined.ts'
import type { Loss } from './loss.ts'
import { ofLevel } from './ofLevel.ts'

/** The loss of one level of the labels. */
export interface HierarchicalLevel {
  readonly loss: Loss
  /** Which column of the labels it sees, from 0. */
  readonly level: number
  /** Default 1. */
  readonly weight?: number
  /** The most positives that one anchor can have on this level. Default the batch's, which must then hold on every level: a
   *  coarse class has more samples in a batch than a fine one. */
  readonly mostPositives?: number
}

/** A loss for each level of hierarchical labels (kind of animal, species, breed), added with weights.
 *
 *  L = sum_l w_l L_l(embeddings, labels[:, l])
 *
 *  Labels are int64 [B, L]; a loss sees the column of its level as if it were all there is, with its own rules, parameters
 *  and memory. Two losses may see one level, and a level may go without.
 *
 *  @use Where a sample has a fine class inside a coarse one, and neighbours should be right on both. Weigh the finer level
 *    more, or give the coarser a smaller margin: its positives are farther apart.
 *  @cost That of its losses.
 *  @collapse As its losses. */
export function hierarchical(levels: readonly HierarchicalLevel[]): Loss {
  for (const { loss, level } of levels)
    demand(Number.isSafeInteger(level) && level >= 0, {
      who,
      rule: `the level of ${loss.name} must be a whole number from 0, a column of the labels`,
      value: level,
    })
  const columns = Math.max(0, ...levels.map(({ level }) => level + 1))
  const parts = levels.map(({ loss, weight = 1, level, mostPositives }) => ({
    loss,
    weight,
    view: (batch: Batch) => ofLevel(who, batch, level, mostPositives),
  }))
  return {
    ...combined(who, parts),
    levels: Array.from({ length: columns }, (_, column) => {
      const here = levels.filter(({ level }) => level === column)
      return (
        agreed(
          who,
          `classes of level ${column}`,
          here.map(({ loss }) => loss.classes),
        ) ?? null
      )
    }),
  }
}

const who = 'hierarchical'
