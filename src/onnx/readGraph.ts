import type { AttributeProto, GraphProto, NodeProto, ValueInfoProto } from 'onnx-buf'
import { AttributeProto_AttributeType as Kind } from 'onnx-buf'
import { demand } from '../errors.ts'
import type { NumericArray } from '../tensor/array.ts'
import { checkGraph } from './checkGraph.ts'
import { elementTypeName } from './elementTypes.ts'
import type { GraphAttribute, GraphBody, GraphNode, GraphValue } from './graph.ts'
import type { Outside } from './readTensor.ts'
import { readTensor } from './readTensor.ts'

export interface ReadGraphOptions {
  readonly file: string
  readonly opsets: ReadonlyMap<string, number>
  readonly outside: Outside
  /** Names that the graphs around this one make. */
  readonly around?: ReadonlySet<string>
}

/** A graph of a file as plain checked data; those inside its nodes too. */
export function readGraph(graph: GraphProto, options: ReadGraphOptions): GraphBody {
  const { file, outside, around = new Set<string>() } = options
  demand(graph.sparseInitializer.length === 0, {
    who: file,
    rule: 'sparse initializers are not read',
    value: graph.sparseInitializer.length,
    remedy: 'export the model with dense weights',
  })
  const initializers = new Map<string, NumericArray>()
  const unread = new Map<string, string>()
  for (const tensor of graph.initializer) {
    demand(!initializers.has(tensor.name) && !unread.has(tensor.name), {
      who: `${file}, initializer`,
      rule: `the name '${tensor.name}' must be made once`,
      remedy: 'restore the file from a copy, or export it again',
    })
    const array = readTensor(tensor, file, outside)
    if (array) initializers.set(tensor.name, array)
    else unread.set(tensor.name, elementTypeName(tensor.dataType))
  }
  // Files of before 2019 list their weights among the inputs too.
  const inputs = graph.input.filter(({ name }) => !initializers.has(name) && !unread.has(name)).map(declaredOf)
  const names = [...around, ...initializers.keys(), ...unread.keys(), ...graph.input.map(({ name }) => name)]
  const visible = new Set([...names, ...graph.node.flatMap(({ output }) => output)])
  const nodes = graph.node.map((node, i) => nodeOf(node, i, { ...options, around: visible }))
  const body = { inputs, outputs: graph.output.map(declaredOf), nodes, initializers, unread }
  return { ...body, nodes: checkGraph(body, file, around) }
}

function nodeOf(node: NodeProto, place: number, options: ReadGraphOptions): GraphNode {
  const name = node.name === '' ? `${node.opType} #${place}` : node.name
  const domain = node.domain === 'ai.onnx' ? '' : node.domain
  const who = `${options.file}, node ${name} (${node.opType})`
  demand(options.opsets.has(domain), {
    who,
    rule: `its operator set '${domain}' must be among those that the file names`,
    value: [...options.opsets.keys()],
    remedy: 'restore the file from a copy, or export it again',
  })
  const attributes = new Map(node.attribute.map((one) => [one.name, attributeOf(one, who, options)]))
  return { name, operator: node.opType, domain, inputs: node.input, outputs: node.output, attributes }
}

function attributeOf(one: AttributeProto, who: string, options: ReadGraphOptions): GraphAttribute {
  switch (one.type) {
    case Kind.INT:
      return { kind: 'number', value: Number(one.i) }
    case Kind.FLOAT:
      return { kind: 'number', value: one.f }
    case Kind.STRING:
      return { kind: 'text', value: new TextDecoder().decode(one.s) }
    case Kind.INTS:
      return { kind: 'numbers', value: one.ints.map(Number) }
    case Kind.FLOATS:
      return { kind: 'numbers', value: one.floats }
    case Kind.STRINGS:
      return { kind: 'texts', value: one.strings.map((text) => new TextDecoder().decode(text)) }
    case Kind.TENSOR: {
      const array = one.t && readTensor(one.t, who, options.outside)
      return array
        ? { kind: 'array', value: array }
        : { kind: 'other', value: one.t ? `a tensor of ${elementTypeName(one.t.dataType)}` : 'no tensor' }
    }
    case Kind.GRAPH:
      return one.g ? { kind: 'graph', value: readGraph(one.g, options) } : { kind: 'other', value: 'no graph' }
    default:
      return { kind: 'other', value: (Kind[one.type] ?? 'unknown').toLowerCase() }
  }
}

function declaredOf({ name, type }: ValueInfoProto): GraphValue {
  if (type?.value.case !== 'tensorType') return { name, type: null, shape: undefined }
  const { elemType, shape } = type.value.value
  return {
    name,
    type: elementTypeName(elemType),
    shape: shape?.dim.map(({ value }) => {
      if (value.case !== 'dimValue') return value.value ?? ''
      // Some exporters write -1 for what they leave open.
      return value.value < 0n ? '' : Number(value.value)
    }),
  }
}
