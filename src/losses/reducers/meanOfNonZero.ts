import { cast, countWhere, div, greater, max, mul, reduceSum, relu } from '../../ops/index.ts'
import type { Reducer } from './reducer.ts'

/** Mean over those that count and are not yet satisfied; 0 where none is. Satisfied tuples, most of them late in
 *  training, do not thin out the gradient of the others. */
export const meanOfNonZero: Reducer = (losses, valid) => {
  const counted = relu(mul(losses, cast(valid, 'float32')))
  return div(reduceSum(counted), max(countWhere(greater(counted, 0)), 1))
}
