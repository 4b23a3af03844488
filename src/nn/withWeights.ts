import type { Layer, Weights } from './layer.ts'

/** A layer that begins with given weights, whatever the seed: a network with those of a file, under a head that begins
 *  fresh. */
export const withWeights = <L extends Layer>(layer: L, weights: Weights): L => ({ ...layer, init: () => weights })
