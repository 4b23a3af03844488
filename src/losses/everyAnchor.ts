import { bools } from '../tensor/array.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'

/** All of them count, anchors without pairs too: true in the shape of the losses. */
export function everyAnchor(losses: Tensor): Tensor {
  const shape = fixed(losses.shape, 'everyAnchor')
  return constant(bools(new Uint8Array(shape.reduce((a, b) => a * b, 1)).fill(1), shape))
}
