import { unary } from './factories.ts'

/** Logical negation of booleans. */
export const not = unary({ onnx: 'Not', vjp: null })
