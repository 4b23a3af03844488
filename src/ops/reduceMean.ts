import { reduction } from './factories.ts'

/** Mean over axes.  dx = g / n, spread. */
export const reduceMean = reduction({
  onnx: 'ReduceMean',
  vjp: (g, x, { countOf, div, spread }, { axes }) => spread(div(g, countOf(x, axes)), x),
})
