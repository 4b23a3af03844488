import { and, cast, clip, greater, less, mul, withGradient } from '../ops/index.ts'
import type { Layer } from './layer.ts'
import { weightless } from './weightless.ts'

/** Rectified linear unit held below 6 (Krizhevsky 2010), of any shape.  y = min(max(x, 0), 6), dx = g where 0 < y < 6, which is
 *  where 0 < x < 6, as in PyTorch: read from y, so that a training step need not keep x. */
export const relu6 = (): Layer =>
  weightless('relu6', (x) => {
    const y = clip(x, 0, 6)
    return withGradient(y, [x], (g) => [mul(g, cast(and(greater(y, 0), less(y, 6)), 'float32'))])
  })
