import { blankRandom } from '../nn/blankRandom.ts'
import type { Layer } from '../nn/layer.ts'
import { nodesOf } from '../tensor/nodesOf.ts'
import { prefixed } from '../tensor/prefixed.ts'
import { inputsOf } from './batchGraph.ts'
import type { Intake } from './intake.ts'
import { intakeOf } from './intake.ts'

/** Names of a network's parameters in a state (`network.<layer>.<weight>`), in the order in which the forward pass first uses them: from
 *  the images upwards, for freezing by depth. Those that it does not use are left out.
 *
 *  @example The last four: `const last = parameterOrder(network, intake).slice(-4)`, then `trained: (name) => last.includes(name)`. */
export function parameterOrder(network: Layer, intake: Intake): string[] {
  const { parameters, buffers } = network.init(blankRandom)
  const inside = { ...inputsOf(prefixed('network.', parameters)), ...inputsOf(prefixed('buffer.', buffers)) }
  const named = Object.fromEntries(Object.entries(inside).map(([name, x]) => [name.slice(name.indexOf('.') + 1), x]))
  const { y } = network.apply(named, intake.toNetwork(intakeOf(intake, 1)), 'evaluation')
  const met = new Set<string>()
  for (const { inputs } of nodesOf([y]))
    for (const { source } of inputs)
      if (source.kind === 'input' && source.name.startsWith('network.')) met.add(source.name)
  return [...met]
}
