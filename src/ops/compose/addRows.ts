import { sizeOf } from '../../tensor/array.ts'
import { fixed } from '../../tensor/shape.ts'
import type { Shape, Tensor } from '../../tensor/tensor.ts'
import { scalar } from '../../tensor/tensor.ts'
import { cast } from '../cast.ts'
import { expand } from '../expand.ts'
import { reshape } from '../reshape.ts'
import { scatterElements } from '../scatterElements.ts'
import { scatterND } from '../scatterND.ts'
import { split } from '../split.ts'

/** The runtime adds larger updates with several threads at once, which lose additions to one row from one another:
 *  results would be wrong and differ from run to run. Half of what it still does in one thread. */
const mostAtOnce = 100_000

/** More pieces than this are no longer cheaper than adding number by number, which the runtime does in one thread. */
const mostPieces = 64

/** Zeros of a shape, with row k of `rows` added to row `indices[k]`; repeated indices add up, exactly and in order.
 *  @param rows the indices' shape, then the shape of one row
 *  @param indices int64, of any shape */
export function addRows(rows: Tensor, indices: Tensor, shape: Shape): Tensor {
  const whole = fixed(shape, 'addRows')
  const width = sizeOf(whole.slice(1))
  const count = sizeOf(fixed(indices.shape, 'addRows'))
  const zeros = expand(scalar(0), [whole[0]!, width])
  const flat = reshape(rows, [count, width])
  const places = reshape(indices, [count, 1])
  const each = Math.max(1, Math.floor(mostAtOnce / width))
  const lengths = Array.from({ length: Math.ceil(count / each) }, (_, i) => Math.min(each, count - i * each))
  // As int32 a place for every number takes no more than the numbers themselves.
  const everyPlace = (): Tensor => expand(cast(places, 'int32'), [count, width])
  if (lengths.length > mostPieces)
    return reshape(scatterElements(zeros, everyPlace(), flat, { axis: 0, reduction: 'add' }), whole)
  const parts = lengths.length === 1 ? [flat] : split(flat, lengths, 0)
  const at = lengths.length === 1 ? [places] : split(places, lengths, 0)
  const sum = parts.reduce((held, part, i) => scatterND(held, at[i]!, part, 'add'), zeros)
  return reshape(sum, whole)
}
