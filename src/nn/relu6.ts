import * as ops from '../ops/index.ts'
import type { Layer } from './layer.ts'
import { weightless } from './weightless.ts'

/** Rectified linear unit held below 6 (Krizhevsky 2010), of any shape.  y = min(max(x, 0), 6), with no gradient at the ends, as in
 *  PyTorch. */
export const relu6 = (): Layer => weightless('relu6', ops.relu6)
