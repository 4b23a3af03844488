import { and, cast, clip, greater, less, mul, withGradient } from '../ops/index.ts'
import type { Layer } from './layer.ts'
import { weightless } from './weightless.ts'

/** Rectified linear unit held below 6 (Krizhevsky 2010), of any shape.  y = min(max(x, 0), 6), dx = g where 0 < x < 6, as in
 *  PyTorch. */
export const relu6 = (): Layer =>
  weightless('relu6', (x) =>
    withGradient(clip(x, 0, 6), [x], (g) => [mul(g, cast(and(greater(x, 0), less(x, 6)), 'float32'))]),
  )
