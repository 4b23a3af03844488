import { reshape } from '../ops/reshape.ts'
import type { Tensor } from '../tensor/tensor.ts'

/** Applies a function of rows [M, C] to `x` of any rank from 2, whose leading axes become the rows and come back after: one
 *  large product instead of one for each sample. */
export function onRows(x: Tensor, f: (rows: Tensor) => Tensor): Tensor {
  if (x.shape.length === 2) return f(x)
  const y = f(reshape(x, [-1, x.shape.at(-1)!]))
  return reshape(y, [...x.shape.slice(0, -1), y.shape.at(-1)!])
}
