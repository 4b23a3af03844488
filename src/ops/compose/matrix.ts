import { floats } from '../../tensor/array.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'

/** Float32 numbers of a shape as a constant. */
export const matrix = (data: ArrayLike<number>, shape: readonly number[]): Tensor => constant(floats(data, shape))
