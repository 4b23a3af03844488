import { nearestFirst } from '../../closest.ts'
import { demand, fail } from '../../errors.ts'
import type { GraphValue, ModelGraph } from '../graph.ts'

/** The name of the value in which a network shall end: an output of the file, or a value or node inside it.
 *  Fails, listing what there is with the closest name first, where there is none of that name. */
export function chosenOutput(
  { file, nodes, outputs }: ModelGraph,
  { output, cut }: { readonly output?: string; readonly cut?: string },
): string {
  demand(output === undefined || cut === undefined, {
    who: file,
    rule: 'an output is chosen, or the network is cut: not both',
    value: [output, cut],
  })
  if (cut !== undefined) {
    const values = nodes.flatMap((node) => node.outputs.filter((name) => name !== ''))
    const node = nodes.find(({ name }) => name === cut)
    if (values.includes(cut)) return cut
    if (node?.outputs[0]) return node.outputs[0]
    return fail({
      who: `${file}, cut`,
      rule: 'must be the name of a node, or of a value that one gives',
      value: cut,
      remedy: `the closest are ${listed(cut, [...nodes.map(({ name }) => name), ...values])}`,
    })
  }
  const names = outputs.map(({ name }) => name)
  if (output !== undefined) {
    if (names.includes(output)) return output
    return fail({
      who: `${file}, output`,
      rule: 'must be an output of the file',
      value: output,
      remedy: `name ${listed(output, names)}, or cut the network at an inner node`,
    })
  }
  const found = outputs.find(isRows) ?? outputs[0]
  return found ? found.name : fail({ who: file, rule: 'must have an output' })
}

const isRows = ({ type, shape }: GraphValue): boolean =>
  type !== null && shape !== undefined && shape.length >= 2 && shape.slice(2).every((d) => d === 1)

const listed = (word: string, choices: readonly string[]): string =>
  nearestFirst(word, [...new Set(choices)])
    .slice(0, 8)
    .join(', ')
