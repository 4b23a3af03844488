import type { Random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'

/** How weights begin: float32 numbers of a shape, from a stream. */
export type Initial = (random: Random, shape: readonly number[]) => NumericArray
