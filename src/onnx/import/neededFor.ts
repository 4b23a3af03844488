import { demand } from '../../errors.ts'
import type { GraphNode, ModelGraph } from '../graph.ts'
import { namesRead } from '../namesRead.ts'

/** The nodes that a value needs, in their order. Fails where it needs another input than the images, or not even these.
 *  @param images the name of the input */
export function neededFor(model: ModelGraph, value: string, images: string): GraphNode[] {
  const wanted = new Set([value])
  const needed: GraphNode[] = []
  for (const node of [...model.nodes].reverse()) {
    if (!node.outputs.some((name) => wanted.has(name))) continue
    needed.push(node)
    for (const name of namesRead(node)) wanted.add(name)
  }
  const fed = model.inputs.map(({ name }) => name).filter((name) => wanted.has(name))
  demand(fed.length === 1 && fed[0] === images, {
    who: model.file,
    rule: `'${value}' must depend on the images '${images}' and on no other input`,
    value: fed,
    remedy: 'choose another output, or export the part of the model that takes images alone',
  })
  return needed.reverse()
}
