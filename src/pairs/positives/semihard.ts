import { and, gatherElements, less, squeeze, transpose, unsqueeze } from '../../ops/index.ts'
import { defineRule } from '../defineRule.ts'
import { gatherColumns } from '../gatherColumns.ts'
import { farthest } from '../nearest.ts'

/** Semi-hard positive: the farthest of the class that is still nearer than the chosen negative. No such one: the pair with
 *  that negative does not count.
 *
 *  p = argmax d(a,p) with d(a,p) < d(a,n)
 *
 *  @source Schroff, Kalenichenko, Philbin 2015, FaceNet, turned around; BatchEasyHardMiner of pytorch-metric-learning.
 *  @use With hardest negatives, where the hardest positive would be asking too much at once.
 *  @cost B x K numbers, of all negatives B x K x B.
 *  @collapse Less than with the hardest: a positive beyond the negative does not pull. */
export const semihard = defineRule({
  side: 'positive',
  name: 'semihard',
  bound: true,
  options: {},
  make:
    () =>
    ({ order, positives }, { order: opposite }) => {
      // Of the K positives of an anchor, not of all M samples: [B, J, K] compares every negative with each of them.
      const { columns, valid } = positives()
      const ofPositives = transpose(gatherColumns(order, columns!), [0, 2, 1])
      const nearer = and(transpose(valid, [0, 2, 1]), less(ofPositives, transpose(opposite, [0, 2, 1])))
      const chosen = farthest(ofPositives, nearer)
      return {
        columns: unsqueeze(gatherElements(squeeze(columns!, [2]), squeeze(chosen.columns, [2]), 1), [1]),
        valid: transpose(chosen.valid, [0, 2, 1]),
      }
    },
})
