import { defineRule } from '../defineRule.ts'

/** Every sample of the class: the usual rule. It asks that all kinds inside a class lie on one another. */
export const all = defineRule({
  side: 'positive',
  name: 'all',
  bound: false,
  options: {},
  make:
    () =>
    ({ allowed }) => ({ columns: null, valid: allowed }),
})
