import { unary } from './factories.ts'

/** Sign: -1, 0 or 1. Flat, so no gradient flows. */
export const sign = unary({ onnx: 'Sign', vjp: null })
