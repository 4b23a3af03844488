import { fromBinary, toBinary } from '@bufbuild/protobuf'
import type { GraphProto, ModelProto, NodeProto, TensorProto } from 'onnx-buf'
import { ModelProtoSchema } from 'onnx-buf'
import { demand, fail } from '../../errors.ts'

/** A model that is being worked on: its graph may be changed, and `bytes` gives the file that it then is. */
export interface OpenModel {
  readonly proto: ModelProto
  readonly graph: GraphProto
  /** Constants by name, as they were when the model was opened. */
  readonly constants: ReadonlyMap<string, TensorProto>
  /** The nodes that read each tensor, as they were when the model was opened. */
  readonly readers: ReadonlyMap<string, readonly NodeProto[]>
  /** The model as a file, without the nodes and constants that no output needs. */
  bytes(): Uint8Array
}

/** Opens a model for work on its nodes. Fails where the bytes are no model, and where nodes hold graphs of their own
 *  (If, Loop, Scan), which no work here looks into. */
export function openModel(model: Uint8Array, who: string): OpenModel {
  const proto = decoded(model, who)
  const { graph } = proto
  demand(graph, { who, rule: 'the model must hold a graph', remedy: 'restore it from a copy, or export it again' })
  const nested = graph.node.find(({ attribute }) =>
    attribute.some(({ g, graphs }) => g !== undefined || graphs.length > 0),
  )
  demand(!nested, {
    who,
    rule: 'a model must be without branches and loops',
    value: nested && `${nested.opType} '${nested.name}'`,
    remedy: 'export it with fixed shapes, which leaves them out',
  })
  constantsFromNodes(graph)
  const readers = new Map<string, NodeProto[]>()
  for (const node of graph.node)
    for (const name of new Set(node.input)) readers.set(name, [...(readers.get(name) ?? []), node])
  return {
    proto,
    graph,
    constants: new Map(graph.initializer.map((tensor) => [tensor.name, tensor])),
    readers,
    bytes() {
      prune(graph)
      return toBinary(ModelProtoSchema, proto)
    },
  }
}

function decoded(model: Uint8Array, who: string): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, model)
  } catch (cause) {
    return fail({ who, rule: 'the bytes must be an ONNX model', value: cause, remedy: 'restore it from a copy', cause })
  }
}

/** Some exporters write constants as nodes. */
function constantsFromNodes(graph: GraphProto): void {
  graph.node = graph.node.filter(({ opType, attribute, output }) => {
    const tensor = opType === 'Constant' ? attribute.find(({ name }) => name === 'value')?.t : undefined
    if (tensor) graph.initializer.push({ ...tensor, name: output[0]! })
    return !tensor
  })
}

/** Takes out what no output needs. */
function prune(graph: GraphProto): void {
  const needed = new Set(graph.output.map(({ name }) => name))
  const kept: NodeProto[] = []
  for (const node of [...graph.node].reverse()) {
    if (!node.output.some((name) => needed.has(name))) continue
    kept.push(node)
    for (const name of node.input) needed.add(name)
  }
  graph.node = kept.reverse()
  graph.initializer = graph.initializer.filter(({ name }) => needed.has(name))
  graph.valueInfo = []
}
