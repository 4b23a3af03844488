import { demand } from '../errors.ts'
import { concat } from '../ops/concat.ts'
import { jointly } from './jointly.ts'
import type { Layer } from './layer.ts'

/** Layers beside one another on the same input, their channels joined (axis 1): [N, C1 + C2 + .., ...]. They share one space
 *  of names. */
export function branches(layers: readonly Layer[], name = 'branches'): Layer {
  demand(layers.length > 0, { who: name, rule: 'needs at least one layer', value: layers.length })
  return {
    name,
    init: (random) => jointly(name, layers, random),
    fit: (given, array) => layers.map((layer) => layer.fit?.(given, array)).find((fitted) => fitted !== undefined),
    apply(values, x, mode) {
      const outputs = layers.map((layer) => layer.apply(values, x, mode))
      return {
        y: concat(
          outputs.map(({ y }) => y),
          1,
        ),
        buffers: Object.assign({}, ...outputs.map(({ buffers }) => buffers)),
      }
    },
  }
}
