import { defineRule } from '../defineRule.ts'
import { nearest } from '../nearest.ts'
import { one } from '../one.ts'

/** Easiest positive: the nearest of the class.
 *
 *  p = argmin d(a,p)
 *
 *  @source Xuan, Stylianou, Pless 2020, Improved Embeddings with Easy Positive Triplet Mining; Levi et al. 2021, Rethinking
 *    Preventing Class-Collapsing in Metric Learning. BatchEasyHardMiner's "easy" in pytorch-metric-learning.
 *  @use The usual choice here: classes of several kinds, labels with noise.
 *  @cost One pass over B x B.
 *  @collapse No: a sample is pulled by its nearest classmate alone, and kinds inside the class may stay apart. */
export const easiest = defineRule({
  side: 'positive',
  name: 'easiest',
  bound: false,
  options: {},
  make:
    () =>
    ({ order, allowed }) =>
      one(nearest(order, allowed)),
})
