import { defineRule } from '../defineRule.ts'
import { nearest } from '../nearest.ts'
import { one } from '../one.ts'

/** Hardest negative: the nearest sample of another class.  n = argmin d(a, n). */
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
