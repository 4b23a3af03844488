import type { NodeProto } from 'onnx-buf'
import { elementType } from './elementType.ts'
import { floatTensors } from './floatTensors.ts'
import { graphBuilder } from './graphBuilder.ts'
import { halfFloats, largestHalf } from './halfFloat.ts'
import { numbersOf } from './numbersOf.ts'
import { openModel } from './openModel.ts'

export interface Float16Options {
  /** The largest size of a number that each tensor was seen to hold: nodes that read or make larger ones than half of what
   *  float16 holds stay in float32. Default: none is known. */
  readonly sizes?: ReadonlyMap<string, number>
}

/** Products and sums, and functions that do not grow: computed in float16. */
const half = new Set([
  ...['Conv', 'ConvTranspose', 'Gemm', 'MatMul', 'Add', 'Sub', 'Mul'],
  ...['PRelu', 'LeakyRelu', 'Elu', 'Sigmoid', 'HardSigmoid', 'HardSwish', 'Tanh', 'Erf', 'Gelu'],
])

/** Computed as what they read is: in float32 where one part of it is. */
const elementwise = new Set(['Add', 'Sub', 'Mul'])

/** These move numbers, or choose among them: they are of what type those are. */
const moving = new Set([
  ...[
    'Identity',
    'Reshape',
    'Flatten',
    'Squeeze',
    'Unsqueeze',
    'Transpose',
    'Slice',
    'Gather',
    'Split',
    'Expand',
    'Tile',
  ],
  ...['Concat', 'Pad', 'Relu', 'Clip', 'MaxPool', 'GlobalMaxPool', 'DepthToSpace', 'SpaceToDepth'],
])

/** A network with its weights in float16, and its arithmetic where that is safe: products, sums and bounded functions. Means,
 *  norms, softmax, exponentials and divisions stay in float32, between casts; so do inputs and outputs, and nodes with a
 *  weight that float16 does not hold. */
export function toFloat16(core: Uint8Array, { sizes = new Map() }: Float16Options = {}): Uint8Array {
  const model = openModel(core, 'toFloat16')
  const { graph, constants } = model
  const floats = floatTensors(graph)
  const g = graphBuilder('half/')
  const nodes: NodeProto[] = []
  const fits = new Map([...constants].map(([name, tensor]) => [name, fitsHalf(numbersOf(tensor))]))
  /** What each tensor is now called in either type, where it is there. */
  const inHalf = new Map<string, string>()
  const inFull = new Map<string, string>()
  const madeInHalf = new Set<string>()
  for (const { name } of graph.input) inFull.set(name, name)
  const results = new Set(graph.output.map(({ name }) => name))

  const asHalf = (name: string): string => {
    const known = inHalf.get(name)
    if (known !== undefined) return known
    const tensor = constants.get(name)
    const made = tensor
      ? g.constant(elementType.float16, halfFloats(numbersOf(tensor)!), tensor.dims.map(Number))
      : g.op('Cast', [inFull.get(name) ?? name], { to: elementType.float16 })
    inHalf.set(name, made)
    return made
  }
  const asFull = (name: string): string => {
    const known = inFull.get(name)
    if (known !== undefined) return known
    const from = inHalf.get(name)
    // A constant that some nodes want in float32 stays as it was.
    if (from === undefined || constants.has(name)) return name
    const made = g.op('Cast', [from], { to: elementType.float32 })
    inFull.set(name, made)
    return made
  }
  const isHalf = (name: string): boolean => madeInHalf.has(name)
  const safe = ({ input, output }: NodeProto): boolean =>
    input.every((name) => fits.get(name) ?? true) &&
    [...input, ...output].every((name) => !((sizes.get(name) ?? 0) > largestHalf / 2))

  for (const node of graph.node) {
    const read = node.input.filter((name) => floats.has(name))
    const moved = read.filter((name) => !constants.has(name))
    const becomesHalf =
      moved.length > 0 &&
      safe(node) &&
      (moving.has(node.opType)
        ? moved.every(isHalf)
        : half.has(node.opType) && (!elementwise.has(node.opType) || moved.every(isHalf)))
    node.input = node.input.map((name) => (floats.has(name) ? (becomesHalf ? asHalf(name) : asFull(name)) : name))
    nodes.push(...g.nodes.splice(0), node)
    for (const [i, name] of node.output.entries()) {
      if (!floats.has(name)) continue
      if (!becomesHalf) {
        inFull.set(name, name)
        continue
      }
      madeInHalf.add(name)
      if (results.has(name)) {
        node.output[i] = `half/of ${name}`
        inHalf.set(name, node.output[i]!)
        inFull.set(name, g.op('Cast', [node.output[i]!], { to: elementType.float32 }, name))
        nodes.push(...g.nodes.splice(0))
      } else inHalf.set(name, name)
    }
  }
  graph.node = nodes
  graph.initializer.push(...g.constants)
  return model.bytes()
}

function fitsHalf(numbers: Float32Array | undefined): boolean {
  return numbers?.every((value) => Math.abs(value) <= largestHalf) ?? true
}
