import { farthest } from '../nearest.ts'
import { one } from '../one.ts'
import type { FreePositiveRule } from '../rule.ts'

/** Hardest positive (Hermans et al. 2017): the farthest of the class.  p = argmax d(a, p). */
export const hardest = (): FreePositiveRule => ({
  side: 'positive',
  name: 'hardest',
  bound: false,
  choose: ({ order, allowed }) => one(farthest(order, allowed)),
})
