import { demand } from '../errors.ts'

/** Fails unless there are whole rows of `dimension` numbers, at least one, and all of them finite.
 *  @param what the rows are, in the plural, such as 'queries' */
export function demandRows(who: string, what: string, rows: Float32Array, dimension: number): void {
  demand(Number.isInteger(dimension) && dimension >= 1 && rows.length > 0 && rows.length % dimension === 0, {
    who,
    rule: `the ${what} must be rows of ${dimension} numbers, at least one`,
    value: rows.length,
  })
  // A loop: a callback for each of tens of millions of numbers takes longer than the numbers.
  let at = 0
  while (at < rows.length && Number.isFinite(rows[at]!)) at++
  demand(at === rows.length, {
    who,
    rule: `the ${what} must be finite numbers`,
    value: `${rows[at]} in row ${Math.floor(at / dimension)}`,
    remedy: 'embed again, or leave that row out',
  })
}
