import { nearest } from '../nearest.ts'
import { one } from '../one.ts'
import type { FreePositiveRule } from '../rule.ts'

/** Easiest positive (Xuan et al. 2020; Levi et al. 2021): the nearest of the class.  p = argmin d(a, p).
 *  Kinds inside the class may stay apart. */
export const easiest = (): FreePositiveRule => ({
  side: 'positive',
  name: 'easiest',
  bound: false,
  choose: ({ order, allowed }) => one(nearest(order, allowed)),
})
