import { reduction } from './factories.ts'

/** Smallest over axes.  The gradient is shared equally among the smallest. */
export const reduceMin = reduction({
  onnx: 'ReduceMin',
  vjp: (g, x, { amongTies }, { y, axes }) => amongTies(g, x, y, axes),
})
