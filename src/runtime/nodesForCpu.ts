import { fromBinary } from '@bufbuild/protobuf'
import type { NodeProto } from 'onnx-buf'
import { ModelProtoSchema } from 'onnx-buf'

/** Names of the nodes that the WebGPU provider takes but cannot run (onnxruntime 1.30): batch normalisation in training, and
 *  max pooling that tells the places. No names where the bytes are no model: the runtime says so better. */
export function nodesForCpu(model: Uint8Array): string[] {
  try {
    const { graph } = fromBinary(ModelProtoSchema, model)
    return (graph?.node ?? []).filter(fails).map(({ name }) => name)
  } catch {
    return []
  }
}

function fails({ opType, output, attribute }: NodeProto): boolean {
  if (opType === 'MaxPool') return output.length > 1
  return opType === 'BatchNormalization' && attribute.some(({ name, i }) => name === 'training_mode' && i === 1n)
}
