import type { NodeProto, TensorProto } from 'onnx-buf'
import { demand } from '../../errors.ts'
import { elementType } from './elementType.ts'
import type { GraphBuilder } from './graphBuilder.ts'
import { graphBuilder } from './graphBuilder.ts'
import { numbersOf } from './numbersOf.ts'
import { openModel } from './openModel.ts'
import type { Weighted } from './quantizable.ts'
import { quantizable } from './quantizable.ts'

/** The numbers that a tensor takes, both ends included. */
export interface Range {
  readonly least: number
  readonly most: number
}

/** Weights go from -127 to 127: as far below as above, so that 0 stays 0. */
const mostWeight = 127

/** A network in int8, in the form that ONNX calls QDQ: each quantised tensor goes through QuantizeLinear and
 *  DequantizeLinear, from which a runtime makes products of bytes.
 *    q = round(x / scale) + zero,  weights: int8, zero 0, a scale for each output channel;  activations: uint8, from their range
 *  Biases are int32, in the scale of the products they are added to. Norms, softmax and other functions stay in float32.
 *  @param ranges of the tensors that `rangesNeeded` names; null: none is known, and the weights alone are int8 */
export function quantize(core: Uint8Array, ranges: ReadonlyMap<string, Range> | null): Uint8Array {
  const model = openModel(core, 'quantize')
  const { graph, constants } = model
  const { weighted, activations } = quantizable(model)
  const g = graphBuilder('int8/')
  const scales = new Map<string, number>()
  const bytesOf = new Map<string, readonly NodeProto[]>()

  if (ranges)
    for (const name of activations) {
      const range = ranges.get(name)
      demand(range && range.least <= range.most, {
        who: 'quantize',
        rule: 'the range of every activation must be known',
        value: range ? `${range.least} to ${range.most}` : `none of '${name}'`,
      })
      const { scale, zero } = byteScale(range)
      const [by, at] = [g.floats(scale), g.constant(elementType.uint8, Uint8Array.of(zero), [])]
      g.op('DequantizeLinear', [g.op('QuantizeLinear', [name, by, at]), by, at], {}, `int8/of ${name}`)
      scales.set(name, scale)
      bytesOf.set(name, g.nodes.splice(0))
    }
  for (const one of weighted) quantizeWeights(g, one, constants, scales.get(one.node.input[0]!))

  const weightNodes = g.nodes.splice(0)
  for (const node of graph.node) node.input = node.input.map((name) => (bytesOf.has(name) ? `int8/of ${name}` : name))
  const first = graph.input.flatMap(({ name }) => bytesOf.get(name) ?? [])
  const others = graph.node.flatMap((node) => [node, ...node.output.flatMap((name) => bytesOf.get(name) ?? [])])
  graph.node = [...weightNodes, ...first, ...others]
  graph.initializer.push(...g.constants)
  return model.bytes()
}

/** The tensors whose ranges `quantize` needs. */
export const rangesNeeded = (core: Uint8Array): readonly string[] =>
  quantizable(openModel(core, 'rangesNeeded')).activations

/** 256 steps over a range that always holds 0, exactly. */
function byteScale({ least, most }: Range): { scale: number; zero: number } {
  const [from, to] = [Math.min(least, 0), Math.max(most, 0)]
  const scale = Math.fround((to - from) / 255) || 1
  return { scale, zero: Math.min(255, Math.max(0, Math.round(-from / scale))) }
}

/** @param scale of what the weights are multiplied with, where that is in bytes */
function quantizeWeights(
  g: GraphBuilder,
  { node, axis }: Weighted,
  constants: ReadonlyMap<string, TensorProto>,
  scale: number | undefined,
): void {
  const tensor = constants.get(node.input[1]!)!
  const [weights, dims] = [numbersOf(tensor)!, tensor.dims.map(Number)]
  const bias = numbersOf(constants.get(node.input[2] ?? ''))
  const [channels, stride] = [dims[axis]!, dims.slice(axis + 1).reduce((product, d) => product * d, 1)]
  const channelOf = (i: number): number => Math.floor(i / stride) % channels
  const most = new Float32Array(channels)
  for (const [i, value] of weights.entries()) most[channelOf(i)] = Math.max(most[channelOf(i)]!, Math.abs(value))
  // A channel of small weights and a large bias: the bias must fit into 32 bits of its scale.
  const least = (c: number): number => (bias && scale ? Math.abs(bias[c]!) / (scale * 2 ** 30) : 0)
  const steps = most.map((value, c) => Math.max(value / mostWeight, least(c)) || 1)
  const whole = Int8Array.from(weights, (value, i) => Math.round(value / steps[channelOf(i)]!))
  // Zero where it is left out, which some readers do not know.
  const zeros = g.constant(elementType.int8, new Int8Array(channels), [channels])
  const input = [
    node.input[0]!,
    g.op('DequantizeLinear', [g.constant(elementType.int8, whole, dims), g.floats(steps), zeros], {
      axis,
    }),
  ]
  if (bias && scale === undefined) input.push(node.input[2]!)
  if (bias && scale !== undefined) {
    const products = steps.map((step) => step * scale)
    const added = Int32Array.from(bias, (value, c) => Math.round(value / products[c]!))
    const by = g.floats(products)
    input.push(
      g.op('DequantizeLinear', [g.constant(elementType.int32, added, [channels]), by], {
        axis: 0,
      }),
    )
  }
  node.input = input
}
