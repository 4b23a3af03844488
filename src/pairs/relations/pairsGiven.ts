import { demand } from '../../errors.ts'
import { and, equal, unsqueeze } from '../../ops/index.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Relation } from '../batch.ts'
import { givenPlaces } from './givenPlaces.ts'

/** Pairs without classes: rows 2i and 2i + 1 of a batch are a pair, each the anchor once, and pairs across do not count. Both
 *  bear the pair's label: same where it is 1, other where it is 0.
 *
 *  An anchor has one partner alone, so a rule has nothing to choose, and a loss that asks for a positive and a negative of one
 *  anchor finds none: it is for losses of pairs (contrastive), with `all` on one side. */
export const pairsGiven: Relation = (labels, others) => {
  demand(labels.shape.length === 1, {
    who: 'pairsGiven',
    rule: 'labels must be [B], 1 of a pair that is the same and 0 of one that is not',
    value: `[${labels.shape}]`,
  })
  const partners = givenPlaces('pairsGiven', { labels, others, group: 2 }, (a, b) => a !== b)
  const both = (label: number): Tensor => {
    const bears = equal(labels, label)
    return and(partners, and(unsqueeze(bears, [1]), unsqueeze(bears, [0])))
  }
  return { same: both(1), other: both(0) }
}
