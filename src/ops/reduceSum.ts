import { reduction } from './factories.ts'

/** Sum over axes.  dx = g, spread. */
export const reduceSum = reduction({ onnx: 'ReduceSum', vjp: (g, x, { spread }) => spread(g, x) })
