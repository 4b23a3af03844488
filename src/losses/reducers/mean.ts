import { meanWhere } from '../../ops/index.ts'
import type { Reducer } from './reducer.ts'

/** Mean over all that count; 0 where none does. */
export const mean: Reducer = (losses, valid) => meanWhere(losses, valid)
