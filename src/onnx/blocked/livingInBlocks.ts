import type { Node, Tensor } from '../../tensor/tensor.ts'
import { elementwise } from './elementwise.ts'
import { imagesShape } from './imagesShape.ts'
import { seedsOf } from './seedsOf.ts'

/** The tensors of a graph that are held in blocks of channels: what goes into and comes out of convolutions of each channel by
 *  itself, and all that is tied to it by nodes that go element by element or channel by channel.
 *
 *  What lies beyond a dense convolution or a product may be plain: such narrow tensors between wide ones (MobileNetV2's bottlenecks)
 *  cost little to bring from one layout to the other, and products of a narrow plain and a wide blocked one need no change of layout
 *  at all.
 *  @param nodes each after all that it depends on */
export function livingInBlocks(nodes: readonly Node[], block: number, outputs: readonly Tensor[]): ReadonlySet<Tensor> {
  const fits = (x: Tensor): boolean => {
    const shape = imagesShape(x)
    return shape !== undefined && shape[1] % block === 0 && (x.dtype === 'float32' || x.dtype === 'bool')
  }
  const tied = tiesOf(nodes, outputs)
  const groups = groupsOfTensors()
  const seeds: Tensor[] = []
  for (const node of nodes) {
    const together = tied(node).filter(fits)
    for (const x of together) groups.join(x, together[0]!)
    seeds.push(...seedsOf(node).filter(fits))
  }
  const alive = new Set(seeds.map((x) => groups.rootOf(x)))
  const all = nodes.flatMap((node) => [...node.inputs, ...node.outputs]).filter(fits)
  return new Set(all.filter((x) => alive.has(groups.rootOf(x))))
}

/** The tensors that a node wants in one layout. */
function tiesOf(nodes: readonly Node[], outputs: readonly Tensor[]): (node: Node) => readonly Tensor[] {
  const readers = new Map<Tensor, Node[]>()
  for (const node of nodes) for (const x of node.inputs) readers.set(x, [...(readers.get(x) ?? []), node])
  const known = new Map<Node, boolean>()
  // Truth values cannot be brought back from blocks: all that reads them must go element by element too.
  const goes = (node: Node): boolean => {
    const found = known.get(node)
    if (found !== undefined) return found
    const form = elementwise(node)
    const y = node.outputs[0]!
    const given = node.inputs.filter(({ dtype }) => dtype === 'bool')
    const able =
      form !== undefined &&
      given.every(({ source }) => source.kind === 'node' && goes(source.node)) &&
      (y.dtype !== 'bool' || !outputs.includes(y))
    known.set(node, able)
    return able
  }
  const heard = (node: Node): boolean =>
    goes(node) && (node.outputs[0]!.dtype !== 'bool' || (readers.get(node.outputs[0]!) ?? []).every(heard))
  return (node) => {
    const { operator, inputs, outputs: made, attributes } = node
    const y = made[0]!
    if (operator.meaning === 'Within') return [...inputs, y]
    if (operator.meaning === 'BatchNormalizationGradient')
      return attributes.part === 'x' ? [y, inputs[0]!, inputs[1]!, inputs[2]!] : []
    if (operator.onnx === null) return [y, inputs[0]!]
    if (operator.onnx === 'BatchNormalization') return [y, inputs[0]!]
    const truths = [y, ...inputs].filter(({ dtype }) => dtype === 'bool')
    const makers = truths.flatMap(({ source }) => (source.kind === 'node' ? [source.node] : []))
    return goes(node) && makers.every(heard) ? [y, ...elementwise(node)!.same] : []
  }
}

/** Tensors joined into groups, each known by one of its members. */
function groupsOfTensors(): { rootOf(x: Tensor): Tensor; join(a: Tensor, b: Tensor): void } {
  const parents = new Map<Tensor, Tensor>()
  const rootOf = (x: Tensor): Tensor => {
    let root = x
    for (let next = parents.get(root); next; next = parents.get(root)) root = next
    for (let at = x; at !== root; ) {
      const next = parents.get(at)!
      parents.set(at, root)
      at = next
    }
    return root
  }
  return {
    rootOf,
    join(a, b) {
      const [from, to] = [rootOf(a), rootOf(b)]
      if (from !== to) parents.set(from, to)
    },
  }
}
