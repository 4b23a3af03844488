import { averagePrecision } from './averagePrecision.ts'

/** Average precision at R (Musgrave, Belongie and Lim 2020, "A metric learning reality check"); its mean over queries is
 *  MAP@R.  sum_{i<=R} rel_i P(i) / R, R being the number of relevant items in the gallery (the query itself left out).
 *  1 exactly when the R nearest are all relevant.  The list must reach to R or to the end of the gallery.
 *  NaN where R is 0: such a query does not count. */
export function averagePrecisionAtR(relevant: Uint8Array, R: number): number {
  return averagePrecision(relevant.subarray(0, R), R)
}
