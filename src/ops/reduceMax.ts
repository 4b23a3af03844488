import { reduction } from './factories.ts'

/** Largest over axes.  The gradient is shared equally among the largest. */
export const reduceMax = reduction({
  onnx: 'ReduceMax',
  vjp: (g, x, { amongTies }, { y, axes }) => amongTies(g, x, y, axes),
})
