import { binary } from './factories.ts'

/** Smaller of two.  y = min(a, b);  the gradient goes to the smaller, half to each where they tie. */
export const min = binary({
  onnx: 'Min',
  vjp: (g, [a, b], { share }) => [share(g, b, a), share(g, a, b)],
})
