import type { NodeProto } from 'onnx-buf'
import { numbersOf } from './numbersOf.ts'
import type { OpenModel } from './openModel.ts'

/** A product with constant weights that int8 can hold. */
export interface Weighted {
  readonly node: NodeProto
  /** The axis of its weights along which its results lie: each of them gets a scale of its own. */
  readonly axis: number
}

/** Operators that the runtime has for bytes, and that make no number larger. */
const followers = new Set(['Add', 'GlobalAveragePool', 'MaxPool'])

/** What of a network is computed in int8: its convolutions and products with constant weights, and the sums and poolings
 *  among them. */
export function quantizable(model: OpenModel): {
  readonly weighted: readonly Weighted[]
  readonly activations: readonly string[]
} {
  const { graph, constants, readers } = model
  const weighted = graph.node.flatMap((node): Weighted[] => {
    const axis = axisOf(node, model)
    return axis === undefined ? [] : [{ node, axis }]
  })
  const inBytes = new Set<NodeProto>(weighted.map(({ node }) => node))
  for (const node of graph.node)
    if (followers.has(node.opType) && node.input.every((name) => !constants.has(name))) inBytes.add(node)

  const activations = new Set<string>()
  for (const node of graph.node) {
    if (!inBytes.has(node)) continue
    activations.add(node.input[0]!)
    if (node.opType === 'Add') activations.add(node.input[1]!)
    // A result that is only cut off is quantised behind the cut, which then costs nothing.
    const result = node.output[0]!
    const [reader, ...more] = readers.get(result) ?? []
    const cut = more.length === 0 && reader && ['Relu', 'Clip'].includes(reader.opType)
    if (node.opType === 'Conv' || node.opType === 'Add') activations.add(cut ? reader.output[0]! : result)
  }
  // What the network gives stays as exact as it is.
  for (const { name } of graph.output) activations.delete(name)
  const made = new Set([...graph.node.flatMap(({ output }) => output), ...graph.input.map(({ name }) => name)])
  return { weighted, activations: [...activations].filter((name) => made.has(name)) }
}

function axisOf({ opType, input, attribute }: NodeProto, { constants }: OpenModel): number | undefined {
  const weights = constants.get(input[1] ?? '')
  if (!numbersOf(weights)) return undefined
  if (input.length > 2 && !numbersOf(constants.get(input[2]!))) return undefined
  if (opType === 'Conv') return 0
  if (opType === 'MatMul' && weights!.dims.length === 2) return 1
  if (opType !== 'Gemm') return undefined
  const value = (name: string, otherwise: number): number => {
    const found = attribute.find((one) => one.name === name)
    return found === undefined ? otherwise : found.f || Number(found.i)
  }
  const plain = value('alpha', 1) === 1 && value('beta', 1) === 1 && value('transA', 0) === 0
  const rows = constants.get(input[2] ?? '')
  const axis = value('transB', 0) === 1 ? 0 : 1
  const fits = rows === undefined || (rows.dims.length === 1 && rows.dims[0] === weights!.dims[axis])
  return plain && fits ? axis : undefined
}
