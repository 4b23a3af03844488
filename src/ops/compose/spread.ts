import { fixed, sameShape } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { expand } from '../expand.ts'

/** `g` broadcast to the shape of `x`: how the gradient of a sum returns to what was summed. */
export function spread(g: Tensor, x: Tensor): Tensor {
  return sameShape(g.shape, x.shape) ? g : expand(g, fixed(x.shape, 'Expand'))
}
