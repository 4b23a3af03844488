import { defineRule } from '../defineRule.ts'
import { farthest } from '../nearest.ts'
import { one } from '../one.ts'

/** Hardest positive: the farthest of the class.
 *
 *  p = argmax d(a,p)
 *
 *  @source Hermans, Beyer, Leibe 2017, In Defense of the Triplet Loss (batch hard).
 *  @use Clean labels and classes of one kind; it learns fast there.
 *  @cost One pass over B x B.
 *  @collapse Yes, and sooner than all positives: the two ends of a class pull at one another, and a wrong label is chosen
 *    every time. */
export const hardest = defineRule({
  side: 'positive',
  name: 'hardest',
  bound: false,
  options: {},
  make:
    () =>
    ({ order, allowed }) =>
      one(farthest(order, allowed)),
})
