import { fromBinary } from '@bufbuild/protobuf'
import type { GraphProto, ValueInfoProto } from 'onnx-buf'
import { AttributeProto_AttributeType as AttributeType, ModelProtoSchema } from 'onnx-buf'
import type { Shape } from '../tensor/tensor.ts'

/** One node of a model. */
export interface ModelNode {
  readonly name: string
  /** The operator's ONNX name. */
  readonly operator: string
  /** The shapes of its inputs where the model tells them: of its own inputs and of constants. */
  readonly inputs: readonly (Shape | undefined)[]
  /** How many outputs it gives. */
  readonly outputs: number
  /** Its attributes that are single whole numbers. */
  readonly wholes: Readonly<Record<string, number>>
}

/** The nodes of an ONNX model, in their order. Throws where the bytes are no model. */
export function nodesIn(model: Uint8Array): ModelNode[] {
  const { graph } = fromBinary(ModelProtoSchema, model)
  if (!graph) return []
  const shapes = shapesOf(graph)
  return graph.node.map(({ name, opType, input, output, attribute }) => ({
    name,
    operator: opType,
    inputs: input.map((x) => shapes.get(x)),
    outputs: output.length,
    wholes: Object.fromEntries(
      attribute.filter(({ type }) => type === AttributeType.INT).map((one) => [one.name, Number(one.i)]),
    ),
  }))
}

function shapesOf({ initializer, input }: GraphProto): Map<string, Shape> {
  const declared = input.flatMap((x): [string, Shape][] => {
    const shape = shapeOf(x)
    return shape ? [[x.name, shape]] : []
  })
  return new Map([...declared, ...initializer.map(({ name, dims }): [string, Shape] => [name, dims.map(Number)])])
}

function shapeOf({ type }: ValueInfoProto): Shape | undefined {
  if (type?.value.case !== 'tensorType') return undefined
  return type.value.value.shape?.dim.map(({ value }) =>
    value.case === 'dimValue' ? Number(value.value) : (value.value ?? ''),
  )
}
