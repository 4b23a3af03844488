import { jointly } from './jointly.ts'
import type { Layer } from './layer.ts'

/** Layers one after the other that share one space of names, none put before another: what a network's file calls its
 *  parts has no name for the group. Fails at init where two of them hold a value of one name. */
export const flat = (layers: readonly Layer[], name = 'flat'): Layer => ({
  name,
  init: (random) => jointly(name, layers, random),
  fit: (given, array) => layers.map((layer) => layer.fit?.(given, array)).find((fitted) => fitted !== undefined),
  apply(values, x, mode) {
    let y = x
    const buffers = layers.map((layer) => {
      const output = layer.apply(values, y, mode)
      y = output.y
      return output.buffers
    })
    return { y, buffers: Object.assign({}, ...buffers) }
  },
})
