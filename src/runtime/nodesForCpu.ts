import { fromBinary } from '@bufbuild/protobuf'
import type { GraphProto, NodeProto } from 'onnx-buf'
import { ModelProtoSchema } from 'onnx-buf'

/** Names of the nodes that the WebGPU provider takes but cannot run (onnxruntime 1.30): batch normalisation in training, max
 *  pooling that tells the places, and transposed convolution of groups that make one channel of several, which gives
 *  wrong numbers. No names where the bytes are no model: the runtime says so better. */
export function nodesForCpu(model: Uint8Array): string[] {
  try {
    const { graph } = fromBinary(ModelProtoSchema, model)
    return graph ? graph.node.filter((node) => fails(node, graph)).map(({ name }) => name) : []
  } catch {
    return []
  }
}

function fails(node: NodeProto, graph: GraphProto): boolean {
  if (node.opType === 'MaxPool') return node.output.length > 1
  if (node.opType === 'BatchNormalization') return whole(node, 'training_mode') === 1
  if (node.opType !== 'ConvTranspose') return false
  const group = whole(node, 'group') ?? 1
  const [channels, made] = shapeOf(node.input[1]!, graph) ?? []
  // Where the shape of the weights is not known, the CPU is right.
  return group > 1 && channels !== group && (made ?? 1) === 1
}

function whole(node: NodeProto, name: string): number | undefined {
  const found = node.attribute.find((attribute) => attribute.name === name)
  return found && Number(found.i)
}

/** The shape of a constant or an input of the model. */
function shapeOf(name: string, { initializer, input }: GraphProto): number[] | undefined {
  const constant = initializer.find((tensor) => tensor.name === name)
  if (constant) return constant.dims.map(Number)
  const type = input.find((value) => value.name === name)?.type?.value
  if (type?.case !== 'tensorType') return undefined
  return type.value.shape?.dim.map(({ value }) => (value.case === 'dimValue' ? Number(value.value) : Number.NaN))
}
