import type { Node, Tensor } from './tensor.ts'

/** Every node that the outputs depend on, each after all that it depends on. Iterative: graphs are deep. */
export function nodesOf(outputs: readonly Tensor[]): Node[] {
  const order: Node[] = []
  const entered = new Set<Node>()
  const stack: { node: Node; next: number }[] = []
  const enter = (x: Tensor): void => {
    if (x.source.kind !== 'node' || entered.has(x.source.node)) return
    entered.add(x.source.node)
    stack.push({ node: x.source.node, next: 0 })
  }
  for (const y of outputs) {
    enter(y)
    while (stack.length > 0) {
      const top = stack.at(-1)!
      const x = top.node.inputs[top.next++]
      if (x) enter(x)
      else {
        order.push(top.node)
        stack.pop()
      }
    }
  }
  return order
}
