import { nodesOf } from '../../tensor/nodesOf.ts'
import type { Node, Tensor } from '../../tensor/tensor.ts'
import type { GraphNode } from '../graph.ts'

/** A node of the file at which gradients stop, and the parameters that none reaches because of it. */
export interface Unreached {
  /** The file's name of the node. */
  readonly node: string
  /** Its operator. */
  readonly operator: string
  readonly parameters: readonly string[]
}

/** The nodes at which gradients stop on every way from `y` back to a parameter.
 *  @param parameters by name
 *  @param makers the file's node for which each of ours was built */
export function unreached(
  y: Tensor,
  parameters: ReadonlyMap<string, Tensor>,
  makers: ReadonlyMap<Node, GraphNode>,
): Unreached[] {
  const nodes = nodesOf([y])
  const [open, blocked] = [new Set<Tensor>([y]), new Set<Tensor>()]
  for (const node of nodes.reverse())
    for (const x of node.inputs) {
      if (node.operator.vjp !== null && node.outputs.some((one) => open.has(one))) open.add(x)
      if (node.outputs.some((one) => open.has(one) || blocked.has(one))) blocked.add(x)
    }
  const found = new Map<GraphNode, string[]>()
  for (const [name, parameter] of parameters) {
    if (open.has(parameter) || !blocked.has(parameter)) continue
    const stop = firstStop(parameter, nodes, open)
    const maker = stop && makers.get(stop)
    if (maker) found.set(maker, [...(found.get(maker) ?? []), name])
  }
  return [...found].map(([{ name, operator }, names]) => ({ node: name, operator, parameters: names }))
}

/** The node nearest to a parameter that a gradient reaches and does not leave. @param nodes from the last to the first */
function firstStop(parameter: Tensor, nodes: readonly Node[], open: ReadonlySet<Tensor>): Node | undefined {
  const behind = new Set<Tensor>([parameter])
  for (const node of [...nodes].reverse()) {
    if (!node.inputs.some((x) => behind.has(x))) continue
    if (node.operator.vjp === null && node.outputs.some((one) => open.has(one))) return node
    for (const one of node.outputs) behind.add(one)
  }
  return undefined
}
