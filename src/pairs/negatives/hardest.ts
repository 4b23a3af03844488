import { defineRule } from '../defineRule.ts'
import { nearest } from '../nearest.ts'
import { one } from '../one.ts'

/** Hardest negative: the nearest sample of another class.
 *
 *  n = argmin d(a,n)
 *
 *  @source Hermans, Beyer, Leibe 2017, In Defense of the Triplet Loss (batch hard).
 *  @use Clean labels, and a network that has started well.
 *  @cost One pass over B x B.
 *  @collapse The whole embedding may fall onto one point at the start, where the nearest negative is nearer than any positive
 *    (Wu et al. 2017, section 4); whether a class does later is up to the positives. */
export const hardest = defineRule({
  side: 'negative',
  name: 'hardest',
  bound: false,
  options: {},
  make:
    () =>
    ({ order, allowed }) =>
      one(nearest(order, allowed)),
})
