import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import type { GraphProto, NodeProto, TensorProto, ValueInfoProto } from 'onnx-buf'
import { ModelProtoSchema, NodeProtoSchema, TensorProtoSchema } from 'onnx-buf'

const [float32, float64] = [1, 11]

/** An emitted model with float64 in place of float32: inputs, constants, casts and outputs. What the runtime has for
 *  float32 alone is replaced by what it has for both. Constants keep the value that float32 rounded them to. */
export function inDouble(model: Uint8Array): Uint8Array {
  const proto = fromBinary(ModelProtoSchema, model)
  const graph = proto.graph!
  for (const info of [...graph.input, ...graph.output, ...graph.valueInfo]) widenInfo(info)
  for (const tensor of graph.initializer) widenTensor(tensor)
  for (const node of graph.node) widenNode(node)
  graph.node = graph.node.flatMap((node) => replacements[node.opType]?.(node, graph) ?? [node])
  return toBinary(ModelProtoSchema, proto)
}

function widenInfo({ type }: ValueInfoProto): void {
  if (type?.value.case === 'tensorType' && type.value.value.elemType === float32) type.value.value.elemType = float64
}

function widenTensor(tensor: TensorProto): void {
  if (tensor.dataType !== float32) return
  // The bytes may begin anywhere, which a Float32Array may not.
  const numbers = Float64Array.from(new Float32Array(tensor.rawData.slice().buffer))
  tensor.dataType = float64
  tensor.rawData = new Uint8Array(numbers.buffer)
}

function widenNode(node: NodeProto): void {
  for (const attribute of node.attribute) {
    if (attribute.t) widenTensor(attribute.t)
    if (node.opType === 'Cast' && attribute.name === 'to' && Number(attribute.i) === float32)
      attribute.i = BigInt(float64)
  }
}

/** What float64 has no kernel for, by other nodes. */
const replacements: Readonly<Record<string, (node: NodeProto, graph: GraphProto) => NodeProto[]>> = {
  // ln(1 + e^x) = max(x, 0) + ln(1 + e^-|x|)
  Softplus: ({ input: [x], output: [y] }, graph) => {
    const [zero, one] = [constant(graph, 0), constant(graph, 1)]
    const at = (part: string): string => `${y}/softplus ${part}`
    return [
      made('Abs', [x!], at('size')),
      made('Neg', [at('size')], at('fall')),
      made('Exp', [at('fall')], at('e')),
      made('Add', [at('e'), one], at('sum')),
      made('Log', [at('sum')], at('log')),
      made('Max', [x!, zero], at('max')),
      made('Add', [at('max'), at('log')], y!),
    ]
  },
}

const made = (opType: string, input: string[], output: string): NodeProto =>
  create(NodeProtoSchema, { opType, name: `${opType} ${output}`, input, output: [output] })

function constant(graph: GraphProto, value: number): string {
  const name = `/double ${value}`
  if (!graph.initializer.some((tensor) => tensor.name === name))
    graph.initializer.push(
      create(TensorProtoSchema, {
        name,
        dataType: float64,
        dims: [],
        rawData: new Uint8Array(Float64Array.of(value).buffer),
      }),
    )
  return name
}
