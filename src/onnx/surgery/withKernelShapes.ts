import { create } from '@bufbuild/protobuf'
import { AttributeProtoSchema, AttributeProto_AttributeType as AttributeType } from 'onnx-buf'
import { openModel } from './openModel.ts'

/** A model whose convolutions say the size of their kernels. ONNX leaves that to the weights, but some readers (OpenCV) want it
 *  told. */
export function withKernelShapes(model: Uint8Array): Uint8Array {
  const open = openModel(model, 'withKernelShapes')
  for (const { opType, input, attribute } of open.graph.node) {
    const weight = open.constants.get(input[1] ?? '')
    if (!weight || !['Conv', 'ConvTranspose'].includes(opType)) continue
    if (attribute.some(({ name }) => name === 'kernel_shape')) continue
    attribute.push(
      create(AttributeProtoSchema, { name: 'kernel_shape', type: AttributeType.INTS, ints: weight.dims.slice(2) }),
    )
  }
  return open.bytes()
}
