import { binary } from './factories.ts'

/** Sum.  y = a + b,  da = g,  db = g. */
export const add = binary({ onnx: 'Add', vjp: (g) => [g, g] })
