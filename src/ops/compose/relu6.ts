import type { Tensor } from '../../tensor/tensor.ts'
import { clip } from '../clip.ts'
import { withGradient } from '../withGradient.ts'

/** Rectified linear unit held below 6 (Krizhevsky 2010).  y = min(max(x, 0), 6), dx = g where 0 < y < 6, which is where
 *  0 < x < 6, as in PyTorch: read from y, so that a training step need not keep x. */
export function relu6(x: Tensor): Tensor {
  const y = clip(x, 0, 6)
  return withGradient(y, [x], (g, { within }) => [within(g, y, 0, 6)])
}
