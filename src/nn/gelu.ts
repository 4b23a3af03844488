import { gelu as gaussian } from '../ops/gelu.ts'
import type { Layer } from './layer.ts'
import { weightless } from './weightless.ts'

/** Gaussian error linear unit of any shape (Hendrycks and Gimpel 2016), exact.  y = x P(x), P the standard normal's
 *  distribution. */
export const gelu = (): Layer => weightless('gelu', (x) => gaussian(x))
