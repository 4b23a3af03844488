import { fromBinary } from '@bufbuild/protobuf'
import { BinaryWriter, WireType } from '@bufbuild/protobuf/wire'
import { ModelProtoSchema } from 'onnx-buf'

/** The model with one of its inner tensors as a further output; undefined where no node gives a tensor of that name.
 *
 *  ModelProto.graph = 7, GraphProto.output = 12 and ValueInfoProto.name = 1 are appended: the format has a message that stands
 *  twice merged, and its lists joined, so that nothing of the model need be written again. The runtime finds the type. */
export function withOutput(model: Uint8Array, name: string): Uint8Array | undefined {
  const { graph } = fromBinary(ModelProtoSchema, model)
  if (!graph?.node.some(({ output }) => output.includes(name))) return undefined
  const further = new BinaryWriter()
    .tag(7, WireType.LengthDelimited)
    .fork()
    .tag(12, WireType.LengthDelimited)
    .fork()
    .tag(1, WireType.LengthDelimited)
    .string(name)
    .join()
    .join()
    .finish()
  const bytes = new Uint8Array(model.length + further.length)
  bytes.set(model)
  bytes.set(further, model.length)
  return bytes
}
