import { demand } from '../errors.ts'
import type { NumericArray } from '../tensor/array.ts'

/** Fails where rows of float32 numbers hold NaN or infinity: it would spread to every weight in one step.
 *  @param what the rows are, in the plural */
export function demandFinite(who: string, what: string, { dtype, shape, data }: NumericArray): void {
  if (dtype !== 'float32') return
  // A loop, not findIndex: it runs over every number of every step.
  let at = 0
  while (at < data.length && Number.isFinite(data[at])) at++
  const width = data.length / shape[0]!
  demand(at === data.length, {
    who,
    rule: `${what} must be finite`,
    value: `${data[at]} in row ${Math.floor(at / width)}, column ${at % width}`,
    remedy: 'leave that row out, or look where it was made',
  })
}
