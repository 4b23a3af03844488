import { reduceSum, where } from '../../ops/index.ts'
import type { Reducer } from './reducer.ts'

/** Sum over all that count: the larger the batch, the larger the loss. */
export const sum: Reducer = (losses, valid) => reduceSum(where(valid, losses, 0))
