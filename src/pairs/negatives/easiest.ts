import { farthest } from '../nearest.ts'
import { one } from '../one.ts'
import type { FreeNegativeRule } from '../rule.ts'

/** Easiest negative: the farthest sample of another class.  n = argmax d(a, n). */
export const easiest = (): FreeNegativeRule => ({
  side: 'negative',
  name: 'easiest',
  bound: false,
  choose: ({ order, allowed }) => one(farthest(order, allowed)),
})
