import { create, fromBinary, toBinary } from '@bufbuild/protobuf'
import type { NodeProto } from 'onnx-buf'
import { AttributeProtoSchema, ModelProtoSchema, NodeProtoSchema } from 'onnx-buf'

/** A model in which what several nodes compute from the same inputs is computed once: many losses of one batch have most of
 *  their nodes in common, and a session takes longer to make than to run. */
export function withoutRepeats(model: Uint8Array): Uint8Array {
  const proto = fromBinary(ModelProtoSchema, model)
  const graph = proto.graph!
  const outputs = new Set(graph.output.map(({ name }) => name))
  const renamed = new Map<string, string>()
  const known = new Map<string, NodeProto>()
  graph.node = graph.node.flatMap((node) => {
    node.input = node.input.map((name) => renamed.get(name) ?? name)
    const key = keyOf(node)
    const same = known.get(key)
    if (!same) {
      known.set(key, node)
      return [node]
    }
    for (const [i, name] of node.output.entries()) renamed.set(name, same.output[i]!)
    return node.output.flatMap((name, i) =>
      outputs.has(name)
        ? [
            create(NodeProtoSchema, {
              opType: 'Identity',
              name: `same ${name}`,
              input: [same.output[i]!],
              output: [name],
            }),
          ]
        : [],
    )
  })
  return toBinary(ModelProtoSchema, proto)
}

const keyOf = ({ opType, input, output, attribute }: NodeProto): string =>
  [
    opType,
    output.length,
    ...input,
    ...attribute.map((one) => Buffer.from(toBinary(AttributeProtoSchema, one)).toString('base64')),
  ].join('|')
