import type { NumericArray } from '../tensor/array.ts'
import { floats } from '../tensor/array.ts'
import type { GraphNode, ModelGraph } from './graph.ts'
import { normalizedWeights } from './normalizedWeights.ts'

/** The same model with every batch normalisation that follows a convolution put into its weights (`normalizedWeights`).
 *  What follows something else, or a convolution that others read too, stays as it is. */
export function foldBatchNorm(model: ModelGraph): ModelGraph {
  const counts = new Map<string, number>()
  for (const name of [...model.nodes.flatMap(({ inputs }) => inputs), ...model.outputs.map(({ name }) => name)])
    counts.set(name, (counts.get(name) ?? 0) + 1)
  const makers = new Map(model.nodes.flatMap((node) => node.outputs.map((name) => [name, node])))
  const initializers = new Map(model.initializers)
  const replaced = new Map<GraphNode, GraphNode>()
  const gone = new Set<GraphNode>()
  for (const node of model.nodes) {
    if (node.operator !== 'BatchNormalization' || node.domain !== '') continue
    const before = makers.get(node.inputs[0]!)
    const alone = before?.operator === 'Conv' && before.domain === '' && counts.get(node.inputs[0]!) === 1
    const folded = alone ? weightsWith(before, node, initializers) : undefined
    if (!before || !folded || replaced.has(before)) continue
    // Weights that others share keep their values under their own names.
    const weight = counts.get(before.inputs[1]!) === 1 ? before.inputs[1]! : `${before.name}/folded.weight`
    const bias = nameOfBias(before, weight, counts, initializers)
    initializers.set(weight, folded.weight)
    initializers.set(bias, folded.bias)
    replaced.set(before, { ...before, inputs: [before.inputs[0]!, weight, bias], outputs: [node.outputs[0]!] })
    gone.add(node)
  }
  const nodes = model.nodes.filter((node) => !gone.has(node)).map((node) => replaced.get(node) ?? node)
  return { ...model, nodes, initializers }
}

function nameOfBias(
  { name, inputs }: GraphNode,
  weight: string,
  counts: ReadonlyMap<string, number>,
  taken: ReadonlyMap<string, NumericArray>,
): string {
  if (inputs[2] && counts.get(inputs[2]) === 1) return inputs[2]
  const beside = weight.endsWith('.weight') ? weight.replace(/\.weight$/, '.bias') : `${name}/folded.bias`
  return taken.has(beside) ? `${name}/folded.bias` : beside
}

function weightsWith(
  conv: GraphNode,
  norm: GraphNode,
  arrays: ReadonlyMap<string, NumericArray>,
): { weight: NumericArray; bias: NumericArray } | undefined {
  const named = (name: string | undefined): NumericArray | undefined => {
    const array = name ? arrays.get(name) : undefined
    return array?.dtype === 'float32' ? array : undefined
  }
  const [weight, scale, shift, mean, variance] = [conv.inputs[1], ...norm.inputs.slice(1, 5)].map(named)
  const bias = named(conv.inputs[2])
  if (!weight || !scale || !shift || !mean || !variance || (conv.inputs[2] && !bias)) return undefined
  const attribute = norm.attributes.get('epsilon')
  const epsilon = attribute?.kind === 'number' ? attribute.value : 1e-5
  const numbers = (array: NumericArray): Float32Array => array.data as Float32Array
  const folded = normalizedWeights({
    weight: numbers(weight),
    ...(bias && { bias: numbers(bias) }),
    scale: numbers(scale),
    shift: numbers(shift),
    mean: numbers(mean),
    variance: numbers(variance),
    epsilon,
  })
  return { weight: floats(folded.weight, weight.shape), bias: floats(folded.bias) }
}
