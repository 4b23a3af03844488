import type { Random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, sizeOf } from '../tensor/array.ts'

/** Noise for rules that sample: uniform in [0, 1), of a shape. */
export const uniformNoise = (random: Random, shape: readonly number[]): NumericArray =>
  floats(Float32Array.from({ length: sizeOf(shape) }, random.uniform), shape)
