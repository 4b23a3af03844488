import { precisionAtK } from './precisionAtK.ts'

/** R-precision (Buckley and Voorhees 2000; for embeddings Musgrave et al. 2020): precision among the R nearest, R
 *  being the number of relevant items in the gallery (the query itself left out).  (rel_1 + ... + rel_R) / R.
 *  The list must reach to R or to the end of the gallery.  NaN where R is 0: such a query does not count. */
export function rPrecision(relevant: Uint8Array, R: number): number {
  return precisionAtK(relevant, R)
}
