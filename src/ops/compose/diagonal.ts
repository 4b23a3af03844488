import { ints } from '../../tensor/array.ts'
import { fixedDim } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'
import { gatherElements } from '../gatherElements.ts'

/** The diagonal of a square matrix [B, B] as a column [B, 1]. */
export function diagonal(x: Tensor): Tensor {
  const size = fixedDim(x, 0, 'diagonal')
  return gatherElements(x, constant(ints([...Array(size).keys()], [size, 1])), 1)
}
