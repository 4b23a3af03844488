import { fromBinary } from '@bufbuild/protobuf'
import { ModelProtoSchema, TensorProto_DataLocation as Place } from 'onnx-buf'

/** The files in which a model keeps weights outside of its own, as exporters do with large ones; none where it is whole.
 *  No names where the bytes are no model: the runtime says so better. */
export function weightsOutside(model: Uint8Array): string[] {
  try {
    const tensors = fromBinary(ModelProtoSchema, model).graph?.initializer ?? []
    const outside = tensors.filter(({ dataLocation }) => dataLocation === Place.EXTERNAL)
    const files = outside.flatMap(({ externalData }) => externalData.filter(({ key }) => key === 'location'))
    return [...new Set(files.map(({ value }) => value))]
  } catch {
    return []
  }
}
