import type { GraphNode } from './graph.ts'

/** What a node reads, and what the graphs inside it read of what lies around them. */
export function namesRead(node: GraphNode): string[] {
  const inside = [...node.attributes.values()].flatMap((one) => {
    if (one.kind !== 'graph') return []
    const { inputs, initializers, unread, nodes, outputs } = one.value
    const own = new Set([
      ...inputs.map(({ name }) => name),
      ...initializers.keys(),
      ...unread.keys(),
      ...nodes.flatMap((inner) => inner.outputs),
    ])
    return [...nodes.flatMap(namesRead), ...outputs.map(({ name }) => name)].filter((name) => !own.has(name))
  })
  return [...node.inputs, ...inside].filter((name) => name !== '')
}
