import { nodesOf } from '../../tensor/nodesOf.ts'
import type { Node, Tensor } from '../../tensor/tensor.ts'
import { combinedConvolution, combinedWeightGradient } from './combinations.ts'
import { denseInBlocks, depthwiseInBlocks } from './convolutions.ts'
import { elementwiseInBlocks } from './elementwise.ts'
import { fuseActivations } from './fuseActivations.ts'
import type { Layout, Rule } from './layout.ts'
import { livingInBlocks } from './livingInBlocks.ts'
import { normalizationGradientsInBlocks, normalizationsInBlocks } from './normalizations.ts'
import { rectifiersInBlocks } from './rectifiers.ts'
import { reorderInput } from './reorderInput.ts'
import { reorderOutput } from './reorderOutput.ts'
import { sumsInBlocks } from './sums.ts'
import { transposedInBlocks } from './transposed.ts'
import { weightGradientInBlocks } from './weightGradients.ts'

const rules: readonly Rule[] = [
  combinedConvolution,
  combinedWeightGradient,
  depthwiseInBlocks,
  transposedInBlocks,
  denseInBlocks,
  weightGradientInBlocks,
  rectifiersInBlocks,
  normalizationsInBlocks,
  normalizationGradientsInBlocks,
  sumsInBlocks,
  elementwiseInBlocks,
]

/** The same outputs, computed on images in blocks of channels where that is faster on the CPU: around convolutions that keep channels
 *  apart, whose weights are fed. Any other graph comes back as it is. Results agree but for rounding.
 *
 *  The runtime brings constant weights into its blocked layout, once; weights that a train step changes it does not. Here the layout is
 *  part of the graph: each tensor is held in blocks or plain (`livingInBlocks`), each node is written anew by the first rule that knows
 *  it, and what no rule knows reads its operands brought back.
 *  @param block channels of a block, as the runtime has it */
export function blocked(outputs: Readonly<Record<string, Tensor>>, block: number): Readonly<Record<string, Tensor>> {
  const wanted = Object.values(outputs)
  const nodes = nodesOf(wanted)
  const held = livingInBlocks(nodes, block, wanted)
  if (held.size === 0) return outputs
  const [plains, blocks] = [new Map<Tensor, Tensor>(), new Map<Tensor, Tensor>()]
  const made: Made = newMade()
  // By what is brought from one layout to the other, which may go by several names in the graph as it was.
  const [there, back] = [new Map<Tensor, Tensor>(), new Map<Tensor, Tensor>()]
  const layout: Layout = {
    block,
    combinations: new Map(),
    holds: (x) => held.has(x),
    plain(x) {
      if (x.source.kind !== 'node') return x
      const inBlocks = blocks.get(x)
      return plains.get(x) ?? known(back, inBlocks!, () => reorderOutput(inBlocks!, x.shape[1] as number))
    },
    inBlocks(x) {
      const plain = layout.plain
      return blocks.get(x) ?? known(there, plain(x), () => reorderInput(plain(x), block))
    },
    once: (of, name, make) => known(of.reduce((at, x) => known(at.with, x, newMade), made).named, name, make),
  }
  for (const node of nodes) {
    if (node.operator.onnx === null && node.operator.meaning === undefined) follow(node, layout, plains, blocks)
    else {
      const found = firstOf(node, layout)
      if (found) for (const [i, y] of node.outputs.entries()) (held.has(y) ? blocks : plains).set(y, found[i]!)
      else if (node.operator.onnx === null) follow(node, layout, plains, blocks)
      else for (const [i, y] of again(node, layout).entries()) plains.set(node.outputs[i]!, y)
    }
  }
  return fuseActivations(Object.fromEntries(Object.entries(outputs).map(([name, y]) => [name, layout.plain(y)])))
}

/** What was made of the tensors on the way here, by name, and of these with another. */
interface Made {
  readonly named: Map<string, Tensor>
  readonly with: Map<Tensor, Made>
}

const newMade = (): Made => ({ named: new Map(), with: new Map() })

function firstOf(node: Node, layout: Layout): readonly Tensor[] | undefined {
  for (const rule of rules) {
    const found = rule(node, layout)
    if (found) return found
  }
  return undefined
}

/** What emits nothing is its first input, in the layout that this has. */
function follow(
  { inputs, outputs }: Node,
  layout: Layout,
  plains: Map<Tensor, Tensor>,
  blocks: Map<Tensor, Tensor>,
): void {
  const [x, y] = [inputs[0]!, outputs[0]!]
  if (layout.holds(x)) blocks.set(y, layout.inBlocks(x))
  else plains.set(y, layout.plain(x))
}

/** The node with the new graph's operands. */
function again(node: Node, layout: Layout): readonly Tensor[] {
  const inputs = node.inputs.map(layout.plain)
  if (inputs.every((x, i) => x === node.inputs[i])) return node.outputs
  const outputs: Tensor[] = []
  const copy: Node = { ...node, inputs, outputs }
  for (const [index, { dtype, shape }] of node.outputs.entries())
    outputs.push({ dtype, shape, source: { kind: 'node', node: copy, index } })
  return outputs
}

function known<Key, Value>(map: Map<Key, Value>, key: Key, make: () => Value): Value {
  const found = map.get(key)
  if (found !== undefined) return found
  const value = make()
  map.set(key, value)
  return value
}
