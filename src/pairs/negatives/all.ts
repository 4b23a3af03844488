import type { FreeNegativeRule } from '../rule.ts'

/** Every sample of another class. */
export const all = (): FreeNegativeRule => ({
  side: 'negative',
  name: 'all',
  bound: false,
  choose: ({ allowed }) => ({ columns: null, valid: allowed }),
})
