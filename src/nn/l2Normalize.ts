import { l2Normalize as normalized } from '../ops/compose/l2Normalize.ts'
import type { Layer } from './layer.ts'
import { weightless } from './weightless.ts'

/** Each row scaled to length 1; a row of zeros stays one. */
export const l2Normalize = (): Layer => weightless('l2Normalize', normalized)
