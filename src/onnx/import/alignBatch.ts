import { demand } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import type { Dim, Shape, Tensor } from '../../tensor/tensor.ts'
import type { ImportContext } from './context.ts'
import type { NodeReader } from './nodeReader.ts'
import { atBatch, partsOf } from './rewriteBatch.ts'

/** Operands that broadcast to one another, where the file fixes its batch and another is wanted: what is the same for every image
 *  is repeated for each along an axis in which another operand has the batch among other things (heads of all images: `'N*12'`).
 *  An axis of length 1 broadcasts by itself.
 *  @param but how many of the last axes do not broadcast */
export function alignBatch(
  node: NodeReader,
  xs: readonly Tensor[],
  { ownBatch, ownShape, openShape, batch, sizes }: ImportContext,
  but = 0,
): Tensor[] {
  if (ownBatch === undefined) return [...xs]
  const own = xs.map((x, i) => ownShape(node.inputs[i]!) ?? x.shape)
  const open = xs.map((x, i) => openShape(node.inputs[i]!) ?? x.shape)
  const fromEnd = (shape: Shape, back: number): Dim | undefined => shape[shape.length - back]
  return xs.map((x, i) => {
    let y = x
    for (let back = but + 1; back <= x.shape.length; back++) {
      const length = fromEnd(own[i]!, back)
      if (length === 1 || length !== fromEnd(open[i]!, back)) continue
      const leader = open.find((shape, j) => {
        const [theirs, now] = [fromEnd(own[j]!, back), fromEnd(shape, back)]
        return j !== i && theirs === length && typeof now === 'string' && now !== theirs
      })
      if (!leader) continue
      demand(ownBatch === 1, {
        who: node.operator,
        rule: `the file fixes a batch of ${ownBatch}, and [${own[i]}] may be the same for every image or not`,
        remedy: 'export the model with the batch left open (dynamic_axes), or with a batch of 1',
      })
      y = repeated(y, y.shape.length - back, fromEnd(leader, back) as string)
    }
    return y
  })

  /** The axis becomes what `'3*N*4'` says: 12 numbers are 3 x 4, with the batch between. */
  function repeated(x: Tensor, axis: number, wanted: string): Tensor {
    const { before, behind } = partsOf(wanted)
    const [left, right] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)]
    const apart = ops.reshape(x, [...left, before, 1, behind, ...right])
    const shape = [...left, before, batch, behind, ...right]
    const spread = ops.expand(apart, shape, sizes(shape))
    return ops.reshape(spread, [...left, ...atBatch([wanted], batch), ...right])
  }
}
