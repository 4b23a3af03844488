import type { NodeProto } from 'onnx-buf'
import { AttributeProto_AttributeType as AttributeType } from 'onnx-buf'
import { normalizedWeights } from '../normalizedWeights.ts'
import { graphBuilder } from './graphBuilder.ts'
import { numbersOf } from './numbersOf.ts'
import { openModel } from './openModel.ts'

/** A network without the batch normalisations that follow a convolution: its weights do their work too (`normalizedWeights`).
 *  Those that follow anything else, or a convolution that others read too, stay. */
export function foldBatchNorm(core: Uint8Array): Uint8Array {
  const model = openModel(core, 'foldBatchNorm')
  const { graph, constants, readers } = model
  const g = graphBuilder('folded/')
  const makers = new Map(graph.node.flatMap((node) => node.output.map((name): [string, NodeProto] => [name, node])))
  const gone = new Set<NodeProto>()
  const results = new Set(graph.output.map(({ name }) => name))
  for (const norm of graph.node) {
    if (norm.opType !== 'BatchNormalization') continue
    const conv = makers.get(norm.input[0]!)
    if (conv?.opType !== 'Conv' || readers.get(conv.output[0]!)?.length !== 1 || results.has(conv.output[0]!)) continue
    const [weight, bias] = conv.input.slice(1).map((name) => constants.get(name))
    const numbers = numbersOf(weight)
    const [scale, shift, mean, variance] = norm.input.slice(1).map((name) => numbersOf(constants.get(name)))
    const before = bias === undefined ? undefined : numbersOf(bias)
    if (!numbers || !scale || !shift || !mean || !variance || (conv.input.length > 2 && !before)) continue
    const epsilon =
      norm.attribute.find(({ name, type }) => name === 'epsilon' && type === AttributeType.FLOAT)?.f ?? 1e-5
    const folded = normalizedWeights({
      weight: numbers,
      ...(before && { bias: before }),
      scale,
      shift,
      mean,
      variance,
      epsilon,
    })
    conv.input = [conv.input[0]!, g.floats(folded.weight, weight!.dims.map(Number)), g.floats(folded.bias)]
    conv.output = [norm.output[0]!]
    gone.add(norm)
  }
  graph.node = graph.node.filter((node) => !gone.has(node))
  graph.initializer.push(...g.constants)
  return model.bytes()
}
