import { create, toBinary } from '@bufbuild/protobuf'
import type { AttributeProto, GraphProto, NodeProto, TensorProto, ValueInfoProto } from 'onnx-buf'
import {
  AttributeProtoSchema,
  AttributeProto_AttributeType as AttributeType,
  GraphProtoSchema,
  ModelProtoSchema,
  NodeProtoSchema,
  TensorProtoSchema,
  ValueInfoProtoSchema,
} from 'onnx-buf'
import { demand, fail } from '../errors.ts'
import { dataType } from '../ops/cast.ts'
import type { NumericArray } from '../tensor/array.ts'
import { nodesOf } from '../tensor/nodesOf.ts'
import type { AttributeKind } from '../tensor/operator.ts'
import type { Attribute, Node, Tensor, TensorType } from '../tensor/tensor.ts'

export interface EmitOptions {
  /** What the model is called. */
  readonly name: string
  /** Pairs kept with the model: labels, configuration, version. */
  readonly metadata?: Readonly<Record<string, string>>
  /** The inputs in their order; those that no output needs stay inputs all the same. Default: as met. */
  readonly inputs?: readonly Tensor[]
}

/** ONNX's operator set and file version: the newest that every current runtime, browsers included, reads. */
const opset = 21
const irVersion = 10

/** A graph as an ONNX model, in bytes. The same graph gives the same bytes.
 *  @param outputs the tensors the model computes, by the names it gives them */
export function emit(outputs: Readonly<Record<string, Tensor>>, options: EmitOptions): Uint8Array {
  const graph = graphOf(outputs, options)
  const domains = [...new Set(graph.node.map(({ domain }) => domain))].filter((domain) => domain !== '')
  const model = create(ModelProtoSchema, {
    irVersion: BigInt(irVersion),
    producerName: 'nearkin',
    opsetImport: [
      { domain: '', version: BigInt(opset) },
      ...domains.sort().map((domain) => ({ domain, version: BigInt(1) })),
    ],
    metadataProps: Object.entries(options.metadata ?? {}).map(([key, value]) => ({ key, value })),
    graph,
  })
  return toBinary(ModelProtoSchema, model)
}

function graphOf(outputs: Readonly<Record<string, Tensor>>, { name, inputs = [] }: EmitOptions): GraphProto {
  const names = new Map<Tensor, string>()
  const declared = new Map<string, Tensor>()
  const constants = new Map<string, TensorProto>()
  const nodes: NodeProto[] = []

  const declare = (x: Tensor, inputName: string): string => {
    const known = declared.get(inputName)
    demand(!known || known === x, { who: 'emit', rule: 'two inputs must not share a name', value: inputName })
    declared.set(inputName, x)
    return inputName
  }
  const nameOf = (x: Tensor): string => {
    const known = names.get(x)
    if (known !== undefined) return known
    const found =
      x.source.kind === 'input'
        ? declare(x, x.source.name)
        : x.source.kind === 'constant'
          ? constantName(x.source.array, constants)
          : fail({ who: 'emit', rule: 'a node must come after what it depends on' })
    names.set(x, found)
    return found
  }

  for (const x of inputs) nameOf(x)
  // A node's result that is an output of the model bears its name, so that nothing is copied.
  const outputOf = new Map(Object.entries(outputs).map(([output, x]) => [made(x), output]))
  const order = nodesOf(Object.values(outputs))
  const read = new Set([...order.flatMap((node) => node.inputs), ...Object.values(outputs)])
  for (const node of order) {
    if (node.operator.onnx === null) {
      names.set(node.outputs[0]!, nameOf(node.inputs[0]!))
      continue
    }
    const results = node.outputs.map((y, i) => {
      const given = outputOf.get(y) ?? `/t${nodes.length}${i === 0 ? '' : `_${i}`}`
      names.set(y, given)
      return given
    })
    const least = node.operator.outputs ?? results.length
    while (results.length > least && !read.has(node.outputs[results.length - 1]!)) results.pop()
    nodes.push(nodeProto(node, node.inputs.map(nameOf), results))
  }
  // What is an input, a constant, or an output already, is an output under another name as a copy.
  for (const x of Object.values(outputs)) nameOf(x)
  for (const [output, x] of Object.entries(outputs)) {
    demand(!declared.has(output), { who: 'emit', rule: 'an output must not bear the name of an input', value: output })
    if (nameOf(x) === output) continue
    nodes.push(
      create(NodeProtoSchema, { opType: 'Identity', input: [nameOf(x)], output: [output], name: `out ${output}` }),
    )
  }

  return create(GraphProtoSchema, {
    name,
    node: nodes,
    initializer: [...constants.values()],
    input: [...declared].map(([n, x]) => valueInfo(n, x)),
    output: Object.entries(outputs).map(([n, x]) => valueInfo(n, x)),
  })
}

/** The tensor that a node really makes, behind operators that emit nothing. */
function made(x: Tensor): Tensor {
  let found = x
  while (found.source.kind === 'node' && found.source.node.operator.onnx === null) found = found.source.node.inputs[0]!
  return found
}

function nodeProto({ operator, attributes }: Node, input: string[], output: string[]): NodeProto {
  return create(NodeProtoSchema, {
    opType: operator.onnx!,
    domain: operator.domain ?? '',
    name: `${operator.onnx} ${output[0]}`,
    input,
    output,
    attribute: Object.entries(attributes).map(([name, value]) =>
      attributeProto(name, operator.attributes?.[name], value),
    ),
  })
}

function attributeProto(name: string, kind: AttributeKind | undefined, value: Attribute): AttributeProto {
  const bigints = (list: Attribute): bigint[] => (list as readonly number[]).map(BigInt)
  switch (kind) {
    case 'int':
      return create(AttributeProtoSchema, { name, type: AttributeType.INT, i: BigInt(value as number) })
    case 'float':
      return create(AttributeProtoSchema, { name, type: AttributeType.FLOAT, f: value as number })
    case 'ints':
      return create(AttributeProtoSchema, { name, type: AttributeType.INTS, ints: bigints(value) })
    case 'floats':
      return create(AttributeProtoSchema, {
        name,
        type: AttributeType.FLOATS,
        floats: [...(value as readonly number[])],
      })
    case 'string':
      return create(AttributeProtoSchema, {
        name,
        type: AttributeType.STRING,
        s: new TextEncoder().encode(value as string),
      })
    case undefined:
      return fail({ who: 'emit', rule: 'every attribute must be declared by its operator', value: name })
  }
}

/** Equal small constants are kept once: an axis or a 0.5 occurs hundreds of times in a train step. */
function constantName(array: NumericArray, constants: Map<string, TensorProto>): string {
  const key =
    array.data.length <= 16
      ? `${array.dtype}[${array.shape}]${Array.from(array.data, written).join()}`
      : `#${constants.size}`
  if (!constants.has(key)) constants.set(key, tensorProto(`/c${constants.size}`, array))
  return constants.get(key)!.name
}

/** Text does not tell -0 from 0 by itself. */
const written = (x: number | bigint): string => (Object.is(x, -0) ? '-0' : String(x))

function tensorProto(name: string, { dtype, shape, data }: NumericArray): TensorProto {
  const rawData = new Uint8Array(data.byteLength)
  rawData.set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  return create(TensorProtoSchema, { name, dataType: dataType[dtype], dims: shape.map(BigInt), rawData })
}

function valueInfo(name: string, { dtype, shape }: TensorType): ValueInfoProto {
  const dim = shape.map((d) =>
    typeof d === 'number'
      ? { value: { case: 'dimValue' as const, value: BigInt(d) } }
      : { value: { case: 'dimParam' as const, value: d } },
  )
  return create(ValueInfoProtoSchema, {
    name,
    type: { value: { case: 'tensorType', value: { elemType: dataType[dtype], shape: { dim } } } },
  })
}
