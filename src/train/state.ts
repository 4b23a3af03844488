import type { Loss } from '../losses/loss.ts'
import type { Layer } from '../nn/layer.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import type { Random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'

/** Everything that training changes, by name: `network.*` and `loss.*` are trained, `buffer.*` are the network's running
 *  statistics, `memory.*` is what the loss remembers, `optimizer.<parameter>.<slot>` is what the optimizer keeps of each parameter. One flat record, so that the step feeds
 *  it, the checkpoint stores it and the export reads it without knowing what is inside. */
export type State = Readonly<Record<string, NumericArray>>

/** The state before the first step. */
export function freshState(network: Layer, loss: Loss, optimizer: Optimizer, random: Random): State {
  const { parameters, buffers } = network.init(random)
  const own = loss.init(random.fork('loss'))
  const trained = { ...prefixed('network.', parameters), ...prefixed('loss.', own.parameters) }
  const kept = Object.entries(trained).map(([name, value]) => prefixed(`optimizer.${name}.`, optimizer.init(value)))
  return Object.assign({}, trained, prefixed('buffer.', buffers), prefixed('memory.', own.buffers), ...kept)
}

/** The part of a record whose names begin with a prefix, under the names without it. */
export function under<T>(prefix: string, record: Readonly<Record<string, T>>): Record<string, T> {
  const inside = Object.entries(record).filter(([name]) => name.startsWith(prefix))
  return Object.fromEntries(inside.map(([name, value]) => [name.slice(prefix.length), value]))
}

/** A record with a prefix before every name. */
export const prefixed = <T>(prefix: string, record: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(record).map(([name, value]) => [prefix + name, value]))

/** Names of what the gradient changes. */
export const trainedNames = (state: Readonly<Record<string, unknown>>): string[] =>
  Object.keys(state).filter((name) => name.startsWith('network.') || name.startsWith('loss.'))
