import type { Layer } from './layer.ts'

/** A layer whose batch normalisations use their running statistics in training too, and leave them as they are: the usual
 *  way to fine-tune on small batches. Everything in it acts as in evaluation; its parameters are trained all the same. */
export const frozenStatistics = <L extends Layer>(layer: L): L => ({
  ...layer,
  apply: (values, x) => ({ y: layer.apply(values, x, 'evaluation').y, buffers: {} }),
})
