import { defineRule } from '../defineRule.ts'
import { farthest } from '../nearest.ts'
import { one } from '../one.ts'

/** Easiest negative: the farthest sample of another class.  n = argmax d(a, n). */
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
