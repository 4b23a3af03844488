import type { Tensor } from '../../tensor/tensor.ts'
import { div } from '../div.ts'
import { max } from '../max.ts'
import { reduceSum } from '../reduceSum.ts'
import { where } from '../where.ts'
import { countWhere } from './countWhere.ts'

/** Mean of the numbers for which the condition holds; 0, with gradient 0, where it holds for none. */
export const meanWhere = (x: Tensor, condition: Tensor): Tensor =>
  div(reduceSum(where(condition, x, 0)), max(countWhere(condition), 1))
