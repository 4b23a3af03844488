import { create, toBinary } from '@bufbuild/protobuf'
import type { AttributeProto, GraphProto, TensorProto } from 'onnx-buf'
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  StringStringEntryProtoSchema,
  TensorProto_DataLocation,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf'
import { dataType } from '../ops/cast.ts'
import type { NumericArray } from '../tensor/array.ts'
import type { Dim, Shape } from '../tensor/tensor.ts'

/** Whole numbers as a float attribute are written `{ float: 1 }`; a bare whole number is an int, any other a float. */
export type AttributeValue =
  | number
  | string
  | readonly number[]
  | { readonly float: number }
  | { readonly floats: readonly number[] }
  | { readonly array: NumericArray }
  | { readonly graph: GraphProto }

export interface NodeText {
  readonly operator: string
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  readonly attributes?: Readonly<Record<string, AttributeValue>>
  readonly name?: string
  readonly domain?: string
}

/** `Relu x -> y`, attributes beside it. */
export function node(text: string, attributes: NodeText['attributes'] = {}, rest: Partial<NodeText> = {}): NodeText {
  const [left, right] = text.split(' -> ') as [string, string]
  const [operator, ...inputs] = left.split(' ') as [string, ...string[]]
  // A dash stands for an input that is left out.
  return {
    operator,
    inputs: inputs.map((one) => (one === '-' ? '' : one)),
    outputs: right.split(' '),
    attributes,
    ...rest,
  }
}

export interface ModelText {
  readonly nodes: readonly NodeText[]
  readonly inputs: Readonly<Record<string, Shape>>
  /** Shapes of the outputs; undefined where not even the rank is told. */
  readonly outputs: Readonly<Record<string, Shape | undefined>>
  readonly initializers?: Readonly<Record<string, NumericArray>>
  /** Tensors of a form of one's own: half precision, other files. */
  readonly tensors?: readonly TensorProto[]
  readonly opset?: number
  /** Versions of other operator sets, by domain. */
  readonly opsets?: Readonly<Record<string, number>>
  /** ONNX's number of the element type of inputs and outputs. Default 1, float. */
  readonly elementType?: number
  /** The same of the outputs alone. */
  readonly outputType?: number
}

/** A model in bytes, as an exporter would write it; for tests of what reads models. */
export function modelBytes({ opset = 17, opsets = {}, ...graph }: ModelText): Uint8Array {
  const sets = Object.entries({ '': opset, ...opsets })
  const model = create(ModelProtoSchema, {
    irVersion: 8n,
    producerName: 'test',
    opsetImport: sets.map(([domain, version]) => ({ domain, version: BigInt(version) })),
    graph: graphProto(graph),
  })
  return toBinary(ModelProtoSchema, model)
}

export function graphProto(text: Omit<ModelText, 'opset' | 'opsets'>): GraphProto {
  const { nodes, inputs, outputs, initializers = {}, tensors = [], elementType = 1, outputType = elementType } = text
  const info =
    (type: number) =>
    ([name, shape]: [string, Shape | undefined]) =>
      create(ValueInfoProtoSchema, {
        name,
        type: {
          value: {
            case: 'tensorType',
            value: {
              elemType: type,
              ...(shape === undefined ? {} : { shape: { dim: shape.map(dimension) } }),
            },
          },
        },
      })
  return create(GraphProtoSchema, {
    name: 'graph',
    node: nodes.map((one) =>
      create(NodeProtoSchema, {
        opType: one.operator,
        name: one.name ?? '',
        domain: one.domain ?? '',
        input: [...one.inputs],
        output: [...one.outputs],
        attribute: Object.entries(one.attributes ?? {}).map(([name, value]) => attributeProto(name, value)),
      }),
    ),
    input: Object.entries(inputs).map(info(elementType)),
    output: Object.entries(outputs).map(info(outputType)),
    initializer: [...Object.entries(initializers).map(([name, array]) => tensorProto(name, array)), ...tensors],
  })
}

const dimension = (d: Dim) =>
  typeof d === 'number'
    ? { value: { case: 'dimValue' as const, value: BigInt(d) } }
    : { value: { case: 'dimParam' as const, value: d } }

export const tensorProto = (name: string, { dtype, shape, data }: NumericArray): TensorProto =>
  create(TensorProtoSchema, {
    name,
    dataType: dataType[dtype],
    dims: shape.map(BigInt),
    rawData: new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice(),
  })

/** A float32 tensor whose numbers lie in another file. */
export const tensorElsewhere = (name: string, shape: readonly number[], location: string): TensorProto =>
  create(TensorProtoSchema, {
    name,
    dataType: dataType.float32,
    dims: shape.map(BigInt),
    dataLocation: TensorProto_DataLocation.EXTERNAL,
    externalData: [create(StringStringEntryProtoSchema, { key: 'location', value: location })],
  })

function attributeProto(name: string, value: AttributeValue): AttributeProto {
  const of = (fields: Partial<AttributeProto>): AttributeProto => {
    const made = create(AttributeProtoSchema, { name })
    return Object.assign(made, fields)
  }
  if (typeof value === 'string') return of({ type: AttributeType.STRING, s: new TextEncoder().encode(value) })
  if (typeof value === 'number')
    return Number.isInteger(value)
      ? of({ type: AttributeType.INT, i: BigInt(value) })
      : of({ type: AttributeType.FLOAT, f: value })
  if ('float' in value) return of({ type: AttributeType.FLOAT, f: value.float })
  if ('floats' in value) return of({ type: AttributeType.FLOATS, floats: [...value.floats] })
  if ('array' in value) return of({ type: AttributeType.TENSOR, t: tensorProto('', value.array) })
  if ('graph' in value) return of({ type: AttributeType.GRAPH, g: value.graph })
  return of({ type: AttributeType.INTS, ints: value.map(BigInt) })
}
