import { bools } from '../../tensor/array.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'

/** A constant square matrix of booleans. */
export const matrixOfBools = (size: number, holds: (row: number, column: number) => boolean): Tensor =>
  constant(
    bools(
      Array.from({ length: size * size }, (_, i) => holds(Math.floor(i / size), i % size)),
      [size, size],
    ),
  )
