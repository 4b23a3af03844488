import { demand } from '../errors.ts'
import type { Random } from '../random.ts'
import type { Layer, Weights } from './layer.ts'

/** The weights of layers that share one space of names. Fails, naming the value, where two of them hold one name. */
export function jointly(who: string, layers: readonly Layer[], random: Random): Weights {
  const all = layers.map((layer) => layer.init(random))
  const names = all.flatMap(({ parameters, buffers }) => [...Object.keys(parameters), ...Object.keys(buffers)])
  const twice = names.find((name, i) => names.indexOf(name) < i)
  demand(twice === undefined, { who, rule: 'no two layers may hold a value of one name', value: twice })
  return {
    parameters: Object.assign({}, ...all.map(({ parameters }) => parameters)),
    buffers: Object.assign({}, ...all.map(({ buffers }) => buffers)),
  }
}
