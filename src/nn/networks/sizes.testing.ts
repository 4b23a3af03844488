import { sizeOf } from '../../tensor/array.ts'
import { blankRandom } from '../blankRandom.ts'
import type { Layer } from '../layer.ts'

/** How many numbers a layer trains, and what its values are called: `conv1.weight [64,3,7,7]`. */
export function sizesOf(layer: Layer): { parameters: number; names: string[] } {
  const { parameters, buffers } = layer.init(blankRandom)
  const all = Object.entries({ ...parameters, ...buffers })
  return {
    parameters: Object.values(parameters).reduce((sum, { shape }) => sum + sizeOf(shape), 0),
    names: all.map(([name, { shape }]) => `${name} [${shape}]`),
  }
}
