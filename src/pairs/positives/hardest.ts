import { defineRule } from '../defineRule.ts'
import { farthest } from '../nearest.ts'
import { one } from '../one.ts'

/** Hardest positive (Hermans et al. 2017): the farthest of the class.  p = argmax d(a, p). */
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
