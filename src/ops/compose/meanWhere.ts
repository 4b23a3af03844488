import type { Tensor } from '../../tensor/tensor.ts'
import { cast } from '../cast.ts'
import { div } from '../div.ts'
import { max } from '../max.ts'
import { mul } from '../mul.ts'
import { reduceSum } from '../reduceSum.ts'
import { countWhere } from './countWhere.ts'

/** Mean of the numbers, all of which must be finite, for which the condition holds; 0, with gradient 0, where it holds for
 *  none. */
export const meanWhere = (x: Tensor, condition: Tensor): Tensor =>
  div(reduceSum(mul(x, cast(condition, 'float32'))), max(countWhere(condition), 1))
