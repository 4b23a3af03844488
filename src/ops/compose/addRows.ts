import { fixed } from '../../tensor/shape.ts'
import type { Shape, Tensor } from '../../tensor/tensor.ts'
import { scalar } from '../../tensor/tensor.ts'
import { expand } from '../expand.ts'
import { reshape } from '../reshape.ts'
import { scatterND } from '../scatterND.ts'

/** Zeros of a shape, with row k of `rows` added to row `indices[k]`; repeated indices add up.
 *  @param rows the indices' shape, then the shape of one row
 *  @param indices int64, of any shape */
export function addRows(rows: Tensor, indices: Tensor, shape: Shape): Tensor {
  const zeros = expand(scalar(0), fixed(shape, 'addRows'))
  return scatterND(zeros, reshape(indices, [...indices.shape, 1]), rows, 'add')
}
