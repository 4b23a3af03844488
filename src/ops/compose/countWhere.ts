import type { Tensor } from '../../tensor/tensor.ts'
import { cast } from '../cast.ts'
import { reduceSum } from '../reduceSum.ts'

/** How many of a boolean tensor hold, as a float32 scalar. */
export const countWhere = (condition: Tensor): Tensor => reduceSum(cast(condition, 'float32'))
