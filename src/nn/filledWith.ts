import { floats, sizeOf } from '../tensor/array.ts'
import type { Initial } from './initial.ts'

/** Weights that all begin as one number. */
export const filledWith =
  (value: number): Initial =>
  (_, shape) =>
    floats(new Float32Array(sizeOf(shape)).fill(value), shape)
