import type { NumericArray } from '../tensor/array.ts'
import { floats } from '../tensor/array.ts'

/** An array of the parameter's shape that holds one number throughout: where a state begins. */
export const filled = (parameter: NumericArray, value = 0): NumericArray =>
  floats(new Float32Array(parameter.data.length).fill(value), parameter.shape)
