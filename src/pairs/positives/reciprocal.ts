import { and, lessOrEqual, or, reduceMax, reduceMin, topK, where } from '../../ops/index.ts'
import { whole } from '../../option.ts'
import { fixedDim } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { defineRule } from '../defineRule.ts'

/** Reciprocal positives: samples of the class of which each is among the k nearest classmates of the other. The nearest of the
 *  class counts in any case. So each anchor has from one to k: few where it lies between kinds, k in the midst of one. Of equally
 *  near ones at either border all count.
 *
 *  P = { p : d(a,p) <= r(a) and d(a,p) <= r(p) } and p = argmin d(a,p), r(i) the k-th least distance from i to its class
 *
 *  @source The k-reciprocal neighbours of re-ranking (Qin et al. 2011, Hello Neighbor; Zhong et al. 2017), inside a class of the
 *    batch. Not in pytorch-metric-learning.
 *  @use Where it is not known whether a class holds one kind or several: between the easiest and all, without the k easiest's
 *    pulls from one kind to another where a kind has fewer than k + 1 samples.
 *  @cost A partial sort of each row and each column; a loss over tuples takes as much as with all positives.
 *  @collapse Little: a sample of another kind seldom is among the nearest both ways. With k = K - 1 it is all positives. */
export const reciprocal = defineRule({
  side: 'positive',
  name: 'reciprocal',
  bound: false,
  options: { k: whole(3, 'how many of the nearest, either way') },
  make:
    ({ k }) =>
    ({ distances, allowed }) => {
      // Not `order`, which is comparable within a row alone: the positive's classmates stand in its column.
      const d = where(allowed, distances(), 3e38)
      const reach = (axis: 0 | 1): Tensor => {
        const most = Math.min(k, fixedDim(d, axis, 'reciprocal'))
        return reduceMax(topK(d, { k: most, axis, largest: false }).values, { axes: [axis], keepdims: true })
      }
      const near = and(lessOrEqual(d, reach(1)), lessOrEqual(d, reach(0)))
      const nearest = lessOrEqual(d, reduceMin(d, { axes: [1], keepdims: true }))
      return { columns: null, valid: and(allowed, or(near, nearest)) }
    },
})
