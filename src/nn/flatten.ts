import { flatten as flattened } from '../ops/flatten.ts'
import type { Layer } from './layer.ts'
import { weightless } from './weightless.ts'

/** Each sample as a row: [N, ...] to [N, product of the rest]. */
export const flatten = (): Layer => weightless('flatten', (x) => flattened(x))
