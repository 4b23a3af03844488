import type { GraphProto, NodeProto } from 'onnx-buf'
import { elementType } from './elementType.ts'

/** Operators whose results are no float32, whatever they read. */
const never = new Set([
  ...['Shape', 'Size', 'ArgMax', 'ArgMin', 'NonZero', 'IsNaN', 'IsInf', 'QuantizeLinear'],
  ...['Equal', 'Less', 'LessOrEqual', 'Greater', 'GreaterOrEqual', 'And', 'Or', 'Xor', 'Not'],
])

/** Operators whose results are float32 though they may read none. */
const always = new Set(['DequantizeLinear', 'ConvInteger', 'MatMulInteger', 'DynamicQuantizeLinear'])

/** The names of all float32 tensors of a graph, found by what makes them: where an operator is not one that tells, its
 *  first result is of the type that it reads. */
export function floatTensors({ input, initializer, node }: GraphProto): Set<string> {
  const found = new Set<string>()
  for (const { name, type } of input)
    if (type?.value.case === 'tensorType' && type.value.value.elemType === elementType.float32) found.add(name)
  for (const { name, dataType } of initializer) if (dataType === elementType.float32) found.add(name)
  for (const one of node) for (const name of floatResults(one, found)) found.add(name)
  return found
}

function floatResults(node: NodeProto, known: ReadonlySet<string>): readonly string[] {
  const { opType, input, output, attribute } = node
  if (opType === 'Cast') {
    const to = attribute.find(({ name }) => name === 'to')
    return Number(to?.i) === elementType.float32 ? output : []
  }
  if (opType === 'Constant' || opType === 'ConstantOfShape') {
    const value = attribute.find(({ name }) => name === 'value')?.t
    if (value) return value.dataType === elementType.float32 ? output : []
    return opType === 'ConstantOfShape' || attribute.some(({ name }) => /^value_floats?$/.test(name)) ? output : []
  }
  if (never.has(opType)) return []
  if (always.has(opType)) return output.slice(0, 1)
  const reads = input.some((name) => known.has(name))
  if (!reads) return []
  // Split alone gives several of one kind; of the others (TopK, MaxPool, Dropout) the second holds places or a mask.
  if (opType === 'Gather' || opType === 'Expand' || opType === 'Reshape') return known.has(input[0]!) ? output : []
  return opType === 'Split' ? output : output.slice(0, 1)
}
