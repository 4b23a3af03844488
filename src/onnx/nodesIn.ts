import { fromBinary } from '@bufbuild/protobuf'
import { AttributeProto_AttributeType as AttributeType, ModelProtoSchema } from 'onnx-buf'

/** One node of a model. */
export interface ModelNode {
  readonly name: string
  /** The operator's ONNX name. */
  readonly operator: string
  /** How many outputs it gives. */
  readonly outputs: number
  /** Its attributes that are single whole numbers. */
  readonly wholes: Readonly<Record<string, number>>
}

/** The nodes of an ONNX model, in their order. Throws where the bytes are no model. */
export function nodesIn(model: Uint8Array): ModelNode[] {
  const { graph } = fromBinary(ModelProtoSchema, model)
  return (graph?.node ?? []).map(({ name, opType, output, attribute }) => ({
    name,
    operator: opType,
    outputs: output.length,
    wholes: Object.fromEntries(
      attribute.filter(({ type }) => type === AttributeType.INT).map((one) => [one.name, Number(one.i)]),
    ),
  }))
}
