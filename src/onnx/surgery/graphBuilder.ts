import { create } from '@bufbuild/protobuf'
import type { AttributeProto, NodeProto, TensorProto } from 'onnx-buf'
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  NodeProtoSchema,
  TensorProtoSchema,
} from 'onnx-buf'
import { elementType } from './elementType.ts'

/** Attributes of a node: whole numbers and lists of them. */
export type WholeAttributes = Readonly<Record<string, number | readonly number[]>>

/** Nodes and constants that are written by hand, to be put into a graph. */
export interface GraphBuilder {
  readonly nodes: NodeProto[]
  readonly constants: TensorProto[]
  /** Adds a node of one output; gives the output's name. @param output its name. Default: a new one */
  op(operator: string, inputs: readonly string[], attributes?: WholeAttributes, output?: string): string
  /** Float32 numbers; a scalar where no shape is given. */
  floats(values: number | ArrayLike<number>, shape?: readonly number[]): string
  /** Int64 numbers; a scalar where one number is given, a list otherwise. */
  ints(values: number | readonly number[]): string
  /** A constant of any type, from its bytes. */
  constant(type: number, bytes: ArrayBufferView, shape: readonly number[]): string
}

/** A builder whose names all begin with `prefix`, which no other name of the graph may. Constants of the same numbers are
 *  kept once. */
export function graphBuilder(prefix: string): GraphBuilder {
  const nodes: NodeProto[] = []
  const constants: TensorProto[] = []
  const known = new Map<string, string>()
  let made = 0
  const constant = (
    dataType: number,
    { buffer, byteOffset, byteLength }: ArrayBufferView,
    shape: readonly number[],
  ) => {
    const rawData = new Uint8Array(buffer as ArrayBuffer, byteOffset, byteLength).slice()
    const key = byteLength <= 64 ? `${dataType}[${shape}]${rawData}` : ''
    const name = known.get(key) ?? `${prefix}c${constants.length}`
    if (key !== '') known.set(key, name)
    if (constants.at(-1)?.name === name || constants.some((one) => one.name === name)) return name
    constants.push(create(TensorProtoSchema, { name, dataType, dims: shape.map(BigInt), rawData }))
    return name
  }
  return {
    nodes,
    constants,
    constant,
    op(opType, inputs, attributes = {}, output = `${prefix}${made++}`) {
      const attribute = Object.entries(attributes).map(([name, value]) => wholeAttribute(name, value))
      nodes.push(
        create(NodeProtoSchema, {
          opType,
          name: `${opType} ${output}`,
          input: [...inputs],
          output: [output],
          attribute,
        }),
      )
      return output
    },
    floats: (values, shape) =>
      typeof values === 'number'
        ? constant(elementType.float32, Float32Array.of(values), shape ?? [])
        : constant(elementType.float32, Float32Array.from(values), shape ?? [values.length]),
    ints: (values) =>
      typeof values === 'number'
        ? constant(elementType.int64, BigInt64Array.of(BigInt(values)), [])
        : constant(elementType.int64, BigInt64Array.from(values, BigInt), [values.length]),
  }
}

function wholeAttribute(name: string, value: number | readonly number[]): AttributeProto {
  return typeof value === 'number'
    ? create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value) })
    : create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: value.map(BigInt) })
}
