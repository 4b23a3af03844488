import { binary } from './factories.ts'

/** Larger of two.  y = max(a, b);  the gradient goes to the larger, half to each where they tie. */
export const max = binary({
  onnx: 'Max',
  vjp: (g, [a, b], { share }) => [share(g, a, b), share(g, b, a)],
})
