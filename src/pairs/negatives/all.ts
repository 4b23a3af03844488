import { defineRule } from '../defineRule.ts'

/** All negatives: every sample of another class.
 *
 *  N = { n : y_n ≠ y_a }
 *
 *  @source What pair losses take where their papers say nothing of mining; soft-max losses weigh them by themselves.
 *  @use With losses that weigh negatives, or whose bracket leaves most of them out.
 *  @cost Nothing of its own; a loss over tuples takes as many as positives were chosen, times B.
 *  @collapse Whether classes fall onto one point is up to the positives. */
export const all = defineRule({
  side: 'negative',
  name: 'all',
  bound: false,
  options: {},
  make:
    () =>
    ({ allowed }) => ({ columns: null, valid: allowed }),
})
