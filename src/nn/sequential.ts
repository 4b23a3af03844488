import { demand } from '../errors.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Layer } from './layer.ts'

/** Layers one after the other. Values carry their layer's name before their own: `conv1.weight`. Each layer's weights
 *  come from a stream of its own, so another layer more or less does not change them.
 *  @param layers by name (letters, digits and _, a letter first), in their order
 *  @param name for messages. Default 'sequential' */
export function sequential(layers: Readonly<Record<string, Layer>>, name = 'sequential'): Layer {
  const named = Object.entries(layers)
  demand(named.length > 0, { who: name, rule: 'needs at least one layer', value: named.length })
  // A digit first would also change the order: JavaScript puts such keys before all others.
  for (const [key] of named)
    demand(/^[A-Za-z]\w*$/.test(key), {
      who: name,
      rule: 'a layer’s name must be a letter, then letters, digits and _',
      value: key,
    })
  return {
    name,
    init(random) {
      const weights = named.map(([key, layer]) => ({ key, ...layer.init(random.fork(key)) }))
      return {
        parameters: joined(weights.map(({ key, parameters }) => [key, parameters])),
        buffers: joined(weights.map(({ key, buffers }) => [key, buffers])),
      }
    },
    apply(values, x, mode) {
      let y = x
      const buffers = named.map(([key, layer]): [string, Readonly<Record<string, Tensor>>] => {
        const output = layer.apply(under(values, key), y, mode)
        y = output.y
        return [key, output.buffers]
      })
      return { y, buffers: joined(buffers) }
    },
  }
}

const joined = <T>(records: readonly [string, Readonly<Record<string, T>>][]): Record<string, T> =>
  Object.fromEntries(
    records.flatMap(([key, record]) => Object.entries(record).map(([name, value]) => [`${key}.${name}`, value])),
  )

const under = <T>(values: Readonly<Record<string, T>>, key: string): Record<string, T> =>
  Object.fromEntries(
    Object.entries(values).flatMap(([name, value]) =>
      name.startsWith(`${key}.`) ? [[name.slice(key.length + 1), value]] : [],
    ),
  )
