import type { Tensor } from '../../tensor/tensor.ts'
import { squeeze } from '../squeeze.ts'
import { transpose } from '../transpose.ts'
import { unsqueeze } from '../unsqueeze.ts'

/** Applies a function of matrices to any axis: the axis becomes the rows (second last), then returns to its place. */
export function alongAxis(x: Tensor, axis: number, rows: (x: Tensor) => Tensor): Tensor {
  const rank = x.shape.length
  if (rank === 1) return squeeze(rows(unsqueeze(x, [1])), [1])
  if (axis === rank - 2) return rows(x)
  const swap = x.shape.map((_, i) => (i === axis ? rank - 2 : i === rank - 2 ? axis : i))
  return transpose(rows(transpose(x, swap)), swap)
}
