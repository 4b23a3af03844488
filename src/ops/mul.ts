import { binary } from './factories.ts'

/** Product.  y = a b,  da = g b,  db = g a. */
export const mul = binary({ onnx: 'Mul', vjp: (g, [a, b], { mul }) => [mul(g, b), mul(g, a)] })
