/** Average precision over the neighbours listed; its mean over queries is MAP.  sum_i rel_i P(i) / R, where P(i) is
 *  the precision among the i nearest and R the number of relevant items in the gallery (the query itself left out).
 *  Divided by R and not by the number found: relevant items beyond the end of the list count as precision 0. The value
 *  therefore depends on how long the list is; over the whole gallery it is the area under the precision-recall steps.
 *  Not MAP@R, which stops at R.  NaN where R is 0: such a query does not count. */
export function averagePrecision(relevant: Uint8Array, R: number): number {
  let found = 0
  let sum = 0
  for (let i = 0; i < relevant.length; i++) {
    if (relevant[i] === 0) continue
    found++
    sum += found / (i + 1)
  }
  return sum / R
}
