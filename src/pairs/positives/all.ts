import type { FreePositiveRule } from '../rule.ts'

/** Every sample of the class: the usual rule. It asks that all kinds inside a class lie on one another. */
export const all = (): FreePositiveRule => ({
  side: 'positive',
  name: 'all',
  bound: false,
  choose: ({ allowed }) => ({ columns: null, valid: allowed }),
})
