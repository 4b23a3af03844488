import { relu as rectified } from '../ops/relu.ts'
import type { Layer } from './layer.ts'
import { weightless } from './weightless.ts'

/** Rectified linear unit of any shape.  y = max(x, 0) */
export const relu = (): Layer => weightless('relu', rectified)
