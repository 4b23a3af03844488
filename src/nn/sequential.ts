import { demand } from '../errors.ts'
import { prefixed, under } from '../tensor/prefixed.ts'
import type { Layer } from './layer.ts'

/** Layers with their names, in their order. */
export type NamedLayers = Readonly<Record<string, Layer>> | readonly (readonly [name: string, layer: Layer])[]

/** Layers one after the other. Values carry their layer's name before their own: `conv1.weight`. Each layer's weights
 *  come from a stream of its own, so another layer more or less does not change them.
 *  @param layers by name (letters, digits and _), in their order. As a record, names begin with a letter; as a list of
 *    pairs they may be numbers too, as PyTorch counts the layers of a stack: `layer1.0.conv1.weight`
 *  @param name for messages. Default 'sequential' */
export function sequential(layers: NamedLayers, name = 'sequential'): Layer {
  const named = namedIn(layers, name)
  return {
    name,
    init(random) {
      const weights = named.map(([key, layer]) => ({ key, ...layer.init(random.fork(key)) }))
      return {
        parameters: Object.assign({}, ...weights.map(({ key, parameters }) => prefixed(`${key}.`, parameters))),
        buffers: Object.assign({}, ...weights.map(({ key, buffers }) => prefixed(`${key}.`, buffers))),
      }
    },
    fit(given, array) {
      const [key, layer] = named.find(([first]) => given.startsWith(`${first}.`)) ?? []
      return key === undefined ? undefined : layer?.fit?.(given.slice(key.length + 1), array)
    },
    apply(values, x, mode) {
      let y = x
      const buffers = named.map(([key, layer]) => {
        const output = layer.apply(under(`${key}.`, values), y, mode)
        y = output.y
        return prefixed(`${key}.`, output.buffers)
      })
      return { y, buffers: Object.assign({}, ...buffers) }
    },
  }
}

function namedIn(layers: NamedLayers, who: string): readonly (readonly [string, Layer])[] {
  const isList = (given: NamedLayers): given is readonly (readonly [string, Layer])[] => Array.isArray(given)
  const listed = isList(layers)
  const named = listed ? layers : Object.entries(layers)
  demand(named.length > 0, { who, rule: 'needs at least one layer', value: named.length })
  // A number as the key of a record would change the order: JavaScript puts such keys before all others.
  const allowed = listed ? /^\w+$/ : /^[A-Za-z]\w*$/
  for (const [key] of named)
    demand(allowed.test(key), {
      who,
      rule: listed
        ? 'a layer’s name must be letters, digits and _'
        : 'a layer’s name must be a letter, then letters, digits and _',
      value: key,
      ...(listed ? {} : { remedy: 'give the layers as a list of pairs where names are numbers' }),
    })
  const twice = named.find(([key], i) => named.findIndex(([other]) => other === key) < i)?.[0]
  demand(twice === undefined, { who, rule: 'each layer needs a name of its own', value: twice })
  return named
}
