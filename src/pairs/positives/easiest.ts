import { defineRule } from '../defineRule.ts'
import { nearest } from '../nearest.ts'
import { one } from '../one.ts'

/** Easiest positive (Xuan et al. 2020; Levi et al. 2021): the nearest of the class.  p = argmin d(a, p).
 *  Kinds inside the class may stay apart. */
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
