import { defineRule } from '../defineRule.ts'

/** All positives: every sample of the class.
 *
 *  P = { p : y_p = y_a, p ≠ a }
 *
 *  @source What pair and triplet losses take where their papers say nothing of mining.
 *  @use Where a class has one kind only, or its kinds shall lie on one another.
 *  @cost Nothing of its own; with all negatives a loss over tuples takes B x K x B.
 *  @collapse Yes: that all samples of a class lie on one point is what it asks for. */
export const all = defineRule({
  side: 'positive',
  name: 'all',
  bound: false,
  options: {},
  make:
    () =>
    ({ allowed }) => ({ columns: null, valid: allowed }),
})
