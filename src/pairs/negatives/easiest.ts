import { defineRule } from '../defineRule.ts'
import { farthest } from '../nearest.ts'
import { one } from '../one.ts'

/** Easiest negative: the farthest sample of another class.
 *
 *  n = argmax d(a,n)
 *
 *  @source BatchEasyHardMiner of pytorch-metric-learning, "easy".
 *  @use For comparison: such a negative is pushed away that is far already.
 *  @cost One pass over B x B.
 *  @collapse It keeps no classes apart that lie near one another, whatever the positives. */
export const easiest = defineRule({
  side: 'negative',
  name: 'easiest',
  bound: false,
  options: {},
  make:
    () =>
    ({ order, allowed }) =>
      one(farthest(order, allowed)),
})
