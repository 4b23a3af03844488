import { sizeOf } from '../tensor/array.ts'
import { nodesOf } from '../tensor/nodesOf.ts'
import type { DType, Node, Tensor } from '../tensor/tensor.ts'

/** The most bytes that a graph's results take at one time while the runtime runs it, inputs and constants left out: each result lies in
 *  memory from its node until the last one that reads it, those of `outputs` until the end.
 *
 *  Reshaping copies nothing, and an operator that goes element by element writes over an operand that nobody reads afterwards, as the
 *  runtime has it. A transposed convolution unfolds one image at a time. What the runtime leaves between its blocks of memory is not in it.
 *  All shapes must be numbers. */
export function peakOf(outputs: Readonly<Record<string, Tensor>>): number {
  const order = runtimeOrder(nodesOf(Object.values(outputs)))
  const end = order.length
  const last = new Map<Tensor, number>()
  for (const [i, { inputs }] of order.entries()) for (const x of inputs) last.set(owner(x), i)
  for (const y of Object.values(outputs)) last.set(owner(y), end)

  const dying = new Map<number, Tensor[]>()
  for (const [x, at] of last) if (x.source.kind === 'node') dying.set(at, [...(dying.get(at) ?? []), x])
  let [held, peak] = [0, 0]
  for (const [i, node] of order.entries()) {
    const made = node.outputs.filter((y) => owner(y) === y && last.has(y)).reduce((sum, y) => sum + bytesOf(y), 0)
    const freed = (dying.get(i) ?? []).map(bytesOf)
    const written = elementwise.has(node.operator.onnx ?? '') && freed.includes(made) ? made : 0
    peak = Math.max(peak, held + made - written + workspaceOf(node))
    held += made - freed.reduce((sum, bytes) => sum + bytes, 0)
  }
  return peak
}

/** Nodes in the order in which ONNX Runtime takes them by default: depth first from the nodes that nobody reads, the last of them first,
 *  and of a node's inputs the last first. */
function runtimeOrder(nodes: readonly Node[]): Node[] {
  const place = new Map(nodes.map((node, i) => [node, i]))
  const makersOf = ({ inputs }: Node): Node[] =>
    inputs.flatMap(({ source }) => (source.kind === 'node' ? [source.node] : []))
  const read = new Set(nodes.flatMap(makersOf))
  const stack = nodes.filter((node) => !read.has(node)).map((node) => ({ node, leave: false }))
  const entered = new Set<Node>()
  const order: Node[] = []
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, leave } = top
    if (leave) order.push(node)
    if (leave || entered.has(node)) continue
    entered.add(node)
    stack.push({ node, leave: true })
    const makers = [...new Set(makersOf(node))].sort((a, b) => place.get(a)! - place.get(b)!)
    stack.push(...makers.filter((maker) => !entered.has(maker)).map((maker) => ({ node: maker, leave: false })))
  }
  return order
}

/** The tensor in whose memory another lies. */
function owner(x: Tensor): Tensor {
  let found = x
  while (found.source.kind === 'node' && views.has(found.source.node.operator.onnx))
    found = found.source.node.inputs[0]!
  return found
}

/** Operators whose result is their first operand, seen otherwise; null emits nothing at all. */
const views = new Set<string | null>([null, 'Reshape', 'Squeeze', 'Unsqueeze', 'Flatten', 'Identity'])

const elementwise = new Set(
  (
    'Abs Add Ceil Clip Div Elu Erf Exp Floor Gelu HardSigmoid HardSwish LeakyRelu Log Max Min Mul Neg Pow Reciprocal Relu ' +
    'Sigmoid Sign Softplus Sqrt Sub Tanh Where'
  ).split(' '),
)

const width: Readonly<Record<DType, number>> = { float32: 4, int32: 4, int64: 8, uint8: 1, bool: 1 }

/** Of a tensor's numbers. */
export const bytesOf = ({ dtype, shape }: Pick<Tensor, 'dtype' | 'shape'>): number =>
  width[dtype] * sizeOf(shape.map(Number))

/** What a node needs for itself while it runs. */
function workspaceOf({ operator, inputs, outputs }: Node): number {
  if (operator.onnx !== 'ConvTranspose') return 0
  const [x, w] = inputs as [Tensor, Tensor]
  const places = sizeOf(x.shape.slice(2).map(Number))
  return (
    4 * places * sizeOf(w.shape.slice(1).map(Number)) + bytesOf({ dtype: 'float32', shape: outputs[0]!.shape.slice(1) })
  )
}
