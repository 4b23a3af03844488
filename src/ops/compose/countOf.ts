import { sizeOf } from '../../tensor/array.ts'
import { fixedDim } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'

/** How many numbers of `x` a reduction over `axes` takes into one. */
export const countOf = (x: Tensor, axes: readonly number[]): number =>
  sizeOf(axes.map((axis) => fixedDim(x, axis, 'ReduceMean')))
