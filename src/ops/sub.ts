import { binary } from './factories.ts'

/** Difference.  y = a - b,  da = g,  db = -g. */
export const sub = binary({ onnx: 'Sub', vjp: (g, _, { neg }) => [g, neg(g)] })
