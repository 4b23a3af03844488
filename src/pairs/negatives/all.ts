import { defineRule } from '../defineRule.ts'

/** Every sample of another class. */
export const all = defineRule({
  side: 'negative',
  name: 'all',
  bound: false,
  options: {},
  make:
    () =>
    ({ allowed }) => ({ columns: null, valid: allowed }),
})
