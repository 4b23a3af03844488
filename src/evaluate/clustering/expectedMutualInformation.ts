import type { Contingency } from './contingency.ts'

/** The mean of the mutual information over all tables of these row and column sums, drawn as by shuffling the items
 *  (Vinh, Epps and Bailey 2010, equation 24a), exactly.  sum_ij sum_m m / n ln(n m / (a b)) P(m), where P is
 *  hypergeometric: P(m) = a! b! (n-a)! (n-b)! / (n! m! (a-m)! (b-m)! (n-a-b+m)!), m from max(1, a + b - n) to min(a, b).
 *  Classes of equal size have equal terms, so each pair of sizes is computed once: with thousands of small clusters too, it
 *  takes milliseconds. Factorials are logarithms, from a table of n + 1. */
export function expectedMutualInformation({ n, rowSums, columnSums }: Contingency): number {
  const log = logFactorials(n)
  const [rows, columns] = [sizesOf(rowSums), sizesOf(columnSums)]
  let sum = 0
  for (const [a, times] of rows)
    for (const [b, otherTimes] of columns) sum += times * otherTimes * expectedOfCell(a, b, n, log)
  return sum
}

/** How many classes there are of each size. */
function sizesOf(sums: Int32Array): Map<number, number> {
  const sizes = new Map<number, number>()
  for (const size of sums) sizes.set(size, (sizes.get(size) ?? 0) + 1)
  return sizes
}

function expectedOfCell(a: number, b: number, n: number, log: Float64Array): number {
  const fixed = log[a]! + log[b]! + log[n - a]! + log[n - b]! - log[n]!
  let sum = 0
  for (let m = Math.max(1, a + b - n); m <= Math.min(a, b); m++) {
    const chance = Math.exp(fixed - log[m]! - log[a - m]! - log[b - m]! - log[n - a - b + m]!)
    sum += (m / n) * Math.log((n * m) / (a * b)) * chance
  }
  return sum
}

/** ln i! = ln Γ(i + 1) for i = 0 .. n. What each sum rounds away is carried along (Kahan 1965): differences of these are
 *  taken, of numbers that are large beside them. */
function logFactorials(n: number): Float64Array {
  const log = new Float64Array(n + 1)
  let lost = 0
  for (let i = 2; i <= n; i++) {
    const term = Math.log(i) - lost
    log[i] = log[i - 1]! + term
    lost = log[i]! - log[i - 1]! - term
  }
  return log
}
