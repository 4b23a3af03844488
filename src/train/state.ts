import type { Loss } from '../losses/loss.ts'
import type { Layer } from '../nn/layer.ts'
import type { Optimizer } from '../optim/optimizer.ts'
import type { Random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { prefixed } from '../tensor/prefixed.ts'

/** Everything that training changes, by name: `network.*`, `reference.*` (the second tower's) and `loss.*` are trained,
 *  `buffer.*` and `referenceBuffer.*` are the networks' running statistics, `memory.*` is what the loss remembers,
 *  `optimizer.<parameter>.<slot>` is what the optimizer keeps of each parameter that changes. One flat record, so that the step feeds it,
 *  the checkpoint stores it and the export reads it without knowing what is inside. */
export type State = Readonly<Record<string, NumericArray>>

/** The state before the first step.
 *  @param reference the second tower's network, where it has one of its own
 *  @param changes which parameters are trained: of the others the optimizer keeps nothing. Default: all */
export function freshState(
  network: Layer,
  loss: Loss,
  optimizer: Optimizer,
  random: Random,
  reference?: Layer | undefined,
  changes?: ((name: string) => boolean) | undefined,
): State {
  const { parameters, buffers } = network.init(random)
  const own = loss.init(random.fork('loss'))
  const second = reference?.init(random.fork('reference'))
  const trained = {
    ...prefixed('network.', parameters),
    ...prefixed('reference.', second?.parameters ?? {}),
    ...prefixed('loss.', own.parameters),
  }
  const kept = trainedNames(trained, changes).map((name) =>
    prefixed(`optimizer.${name}.`, optimizer.init(trained[name]!)),
  )
  return Object.assign(
    {},
    trained,
    prefixed('buffer.', buffers),
    prefixed('referenceBuffer.', second?.buffers ?? {}),
    prefixed('memory.', own.buffers),
    ...kept,
  )
}

/** Names of what the gradient changes: of all parameters those for which `changes` holds. Default: all. */
export const trainedNames = (
  state: Readonly<Record<string, unknown>>,
  changes: (name: string) => boolean = () => true,
): string[] => Object.keys(state).filter((name) => /^(network|reference|loss)\./.test(name) && changes(name))
