import { demand } from '../../errors.ts'
import { openModel } from './openModel.ts'

/** Two models as one: what the first gives goes into the second, which must be of the same operator sets.
 *  @param tensor the output of the first, and the input of the second, by their names */
export function joined(
  first: Uint8Array,
  second: Uint8Array,
  tensor: { readonly from: string; readonly to: string },
): Uint8Array {
  const who = 'joined'
  const [before, behind] = [openModel(first, who), openModel(second, who)]
  const made = new Set(before.graph.node.flatMap(({ output }) => output))
  demand(made.has(tensor.from) && behind.graph.input.some(({ name }) => name === tensor.to), {
    who,
    rule: 'the first model must give what the second takes',
    value: `'${tensor.from}' and '${tensor.to}'`,
  })
  for (const { domain, version } of behind.proto.opsetImport) {
    const own = before.proto.opsetImport.find((one) => one.domain === domain)
    if (!own) before.proto.opsetImport.push(...behind.proto.opsetImport.filter((one) => one.domain === domain))
    demand(!own || own.version === version, {
      who,
      rule: 'both models must be of one operator set',
      value: own && `${own.version} and ${version}`,
    })
  }
  // Both may have been written with the same names.
  const renamed = (name: string): string => (name === tensor.to ? tensor.from : name === '' ? '' : `head/${name}`)
  for (const node of behind.graph.node) {
    node.name = `head/${node.name}`
    node.input = node.input.map(renamed)
    node.output = node.output.map(renamed)
  }
  for (const constant of behind.graph.initializer) constant.name = renamed(constant.name)
  for (const output of behind.graph.output) output.name = renamed(output.name)
  before.graph.node.push(...behind.graph.node)
  before.graph.initializer.push(...behind.graph.initializer)
  before.graph.output = behind.graph.output
  if (behind.proto.irVersion > before.proto.irVersion) before.proto.irVersion = behind.proto.irVersion
  return before.bytes()
}
