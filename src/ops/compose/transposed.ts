import type { Tensor } from '../../tensor/tensor.ts'
import { transpose } from '../transpose.ts'

/** The last two axes swapped. */
export function transposed(x: Tensor): Tensor {
  const axes = x.shape.map((_, i) => i)
  const [row, column] = axes.splice(-2)
  return transpose(x, [...axes, column!, row!])
}
