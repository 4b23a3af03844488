import type { Random } from '../../random.ts'
import { sizeOf } from '../../tensor/array.ts'
import type { Layer } from '../layer.ts'

/** A stream that draws nothing: of large networks only the sizes are asked. */
export const still: Random = {
  uniform: () => 0.5,
  below: () => 0,
  normal: () => 0,
  shuffle: (items) => items,
  fork: () => still,
}

/** How many numbers a layer trains, and what its values are called: `conv1.weight [64,3,7,7]`. */
export function sizesOf(layer: Layer): { parameters: number; names: string[] } {
  const { parameters, buffers } = layer.init(still)
  const all = Object.entries({ ...parameters, ...buffers })
  return {
    parameters: Object.values(parameters).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    names: all.map(([name, { shape }]) => `${name} [${shape}]`),
  }
}
