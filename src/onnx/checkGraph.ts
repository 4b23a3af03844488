import { demand, fail } from '../errors.ts'
import type { GraphBody, GraphNode } from './graph.ts'
import { namesRead } from './namesRead.ts'

/** The nodes in an order in which each comes after all that it reads: the file's own where it is such a one.
 *  Fails, naming the file and the node, where a name is made twice, where a node reads what nothing makes, and where nodes
 *  wait for one another.
 *  @param around names that a graph around this one makes */
export function checkGraph(
  graph: GraphBody,
  file: string,
  around: ReadonlySet<string> = new Set(),
): readonly GraphNode[] {
  const made = madeNames(graph, file, around)
  const readers = new Map<string, number[]>()
  const waiting = graph.nodes.map((node, i) => {
    let missing = 0
    for (const name of new Set(namesRead(node))) {
      const maker = made.get(name)
      if (maker === undefined && !around.has(name))
        fail({
          who: `${file}, node ${node.name} (${node.operator})`,
          rule: `reads '${name}', which nothing in the file makes`,
          remedy: 'restore the file from a copy, or export it again',
        })
      if (maker === null || maker === undefined) continue
      missing++
      const known = readers.get(name)
      if (known) known.push(i)
      else readers.set(name, [i])
    }
    return missing
  })
  for (const { name } of graph.outputs)
    demand(made.has(name) || around.has(name), {
      who: file,
      rule: `gives the output '${name}', which nothing in it makes`,
      remedy: 'restore the file from a copy, or export it again',
    })
  return ordered(graph.nodes, waiting, readers, file)
}

/** What makes each name: a node, or null for what is there from the start. */
function madeNames(graph: GraphBody, file: string, around: ReadonlySet<string>): Map<string, GraphNode | null> {
  const made = new Map<string, GraphNode | null>()
  const make = (name: string, by: GraphNode | null, who: string): void => {
    demand(!made.has(name) && !around.has(name), {
      who,
      rule: `the name '${name}' must be made once`,
      remedy: 'restore the file from a copy, or export it again',
    })
    made.set(name, by)
  }
  for (const { name } of graph.inputs) make(name, null, `${file}, input`)
  for (const name of [...graph.initializers.keys(), ...graph.unread.keys()]) make(name, null, `${file}, initializer`)
  for (const node of graph.nodes)
    for (const name of node.outputs) if (name !== '') make(name, node, `${file}, node ${node.name} (${node.operator})`)
  return made
}

/** By Kahn (1962): a node goes in when the last of what it reads is made, the earlier of the file first. */
function ordered(
  nodes: readonly GraphNode[],
  waiting: number[],
  readers: ReadonlyMap<string, readonly number[]>,
  file: string,
): readonly GraphNode[] {
  const order: number[] = []
  let inOrder = true
  const ready = waiting.flatMap((missing, i) => (missing === 0 ? [i] : []))
  for (let at = 0; at < ready.length; at++) {
    const i = ready[at]!
    order.push(i)
    for (const name of nodes[i]!.outputs)
      for (const reader of readers.get(name) ?? []) {
        if (reader <= i) inOrder = false
        if (--waiting[reader]! === 0) ready.push(reader)
      }
  }
  if (order.length < nodes.length) {
    const stuck = nodes.filter((_, i) => waiting[i]! > 0)
    fail({
      who: `${file}, node ${stuck[0]!.name} (${stuck[0]!.operator})`,
      rule: 'must not wait for its own result: the graph goes in a circle',
      value: stuck.slice(0, 5).map(({ name }) => name),
      remedy: 'restore the file from a copy, or export it again',
    })
  }
  return inOrder ? nodes : order.map((i) => nodes[i]!)
}
