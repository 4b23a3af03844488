import { nearest } from '../nearest.ts'
import { one } from '../one.ts'
import type { FreeNegativeRule } from '../rule.ts'

/** Hardest negative: the nearest sample of another class.  n = argmin d(a, n). */
export const hardest = (): FreeNegativeRule => ({
  side: 'negative',
  name: 'hardest',
  bound: false,
  choose: ({ order, allowed }) => one(nearest(order, allowed)),
})
