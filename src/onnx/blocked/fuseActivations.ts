import { nodesOf } from '../../tensor/nodesOf.ts'
import type { Attributes, Node, Tensor } from '../../tensor/tensor.ts'
import { constantValue } from '../../tensor/tensor.ts'
import { domain } from './domain.ts'

/** Rectifiers put into the convolutions in blocks whose results nobody else reads. */
export function fuseActivations(outputs: Readonly<Record<string, Tensor>>): Readonly<Record<string, Tensor>> {
  const nodes = nodesOf(Object.values(outputs))
  const readers = new Map<Tensor, number>()
  for (const x of [...nodes.flatMap(({ inputs }) => inputs), ...Object.values(outputs)])
    readers.set(x, (readers.get(x) ?? 0) + 1)
  const replaced = new Map<Tensor, Tensor>()
  const now = (x: Tensor): Tensor => replaced.get(x) ?? x
  for (const node of nodes) {
    const before = node.inputs[0]?.source
    const activation = activationOf(node)
    if (activation && before?.kind === 'node' && readers.get(node.inputs[0]!) === 1 && isOpen(before.node)) {
      const conv = before.node
      const attributes = { ...conv.attributes, ...activation }
      const copied = copyOf({ ...conv, attributes }, now)
      replaced.set(node.outputs[0]!, copied[0]!)
    } else if (node.inputs.some((x) => replaced.has(x)))
      for (const [i, y] of copyOf(node, now).entries()) replaced.set(node.outputs[i]!, y)
  }
  return Object.fromEntries(Object.entries(outputs).map(([name, y]) => [name, now(y)]))
}

/** A convolution in blocks that does nothing with its result yet. */
const isOpen = ({ operator, attributes }: Node): boolean =>
  operator.domain === domain && operator.onnx === 'Conv' && attributes.activation === undefined

/** What the convolution is to do in the node's place. */
function activationOf({ operator, inputs }: Node): Attributes | undefined {
  if (operator.domain !== undefined) return undefined
  if (operator.onnx === 'Relu') return { activation: 'Relu' }
  if (operator.onnx !== 'Clip') return undefined
  const bounds = inputs.slice(1).map((x) => constantValue(x))
  if (bounds.length !== 2 || bounds.some((bound) => bound?.data.length !== 1)) return undefined
  return { activation: 'Clip', activation_params: bounds.map((bound) => Number(bound!.data[0])) }
}

function copyOf(node: Node, now: (x: Tensor) => Tensor): readonly Tensor[] {
  const outputs: Tensor[] = []
  const copy: Node = { ...node, inputs: node.inputs.map(now), outputs }
  for (const [index, { dtype, shape }] of node.outputs.entries())
    outputs.push({ dtype, shape, source: { kind: 'node', node: copy, index } })
  return outputs
}
