import { fail, NearkinError } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import type { NumericArray } from '../../tensor/array.ts'
import { ints } from '../../tensor/array.ts'
import { multipleOf } from '../../tensor/dim.ts'
import type { Dim, Node, Shape, Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'
import type { GraphBody, GraphNode, ModelGraph } from '../graph.ts'
import type { ImportContext, Importer } from './context.ts'
import type { Choose } from './firstFitting.ts'
import { foldMoves } from './foldMoves.ts'
import { foldNumbers } from './foldNumbers.ts'
import { readInputs } from './inputs.ts'
import { readNode } from './nodeReader.ts'
import * as operators from './operators.ts'
import type { Known, Value } from './value.ts'
import { arrayOf, isKnown, knownArray, mostKnown } from './value.ts'

export interface TraceOptions {
  /** The file's name of the images, and the images. */
  readonly input: string
  readonly images: Tensor
  /** The weights, by the file's names. */
  readonly weights: ReadonlyMap<string, Tensor>
  /** The nodes to build, in their order. */
  readonly nodes: readonly GraphNode[]
  readonly batchStatistics: boolean
  /** The batch that the file fixes and the shapes that its values have at it, where another batch is wanted. */
  readonly own?: {
    readonly batch: number
    readonly shapes: ReadonlyMap<string, Shape>
    /** The same at batch 'N', from an earlier trace. */
    readonly open?: ReadonlyMap<string, Shape>
    /** Default: the first. */
    readonly choose?: Choose
  }
}

export interface Trace {
  /** What every name stands for. */
  readonly values: ReadonlyMap<string, Value>
  /** New running statistics, by the file's names. */
  readonly buffers: ReadonlyMap<string, Tensor>
  /** The file's node that each of ours was built for. */
  readonly makers: ReadonlyMap<Node, GraphNode>
  /** A value as a tensor. */
  readonly tensor: (value: Value) => Tensor
}

const importers: Readonly<Record<string, Importer>> = operators

/** Builds nodes of a file of our operators. Shape arithmetic is computed on the way.
 *  Fails, naming the file, the node and its operator, where one cannot be built. */
export function trace(model: ModelGraph, options: TraceOptions): Trace {
  const { input, images, weights, nodes, own } = options
  const values = new Map<string, Value>([[input, images]])
  const buffers = new Map<string, Tensor>()
  const makers = new Map<Node, GraphNode>()
  const tensors = new Map<Known, Tensor>()
  const sizes = (dims: readonly Dim[]): Tensor => sizesOf(dims, images)
  const tensor = (value: Value): Tensor => {
    if (!isKnown(value)) return value
    const made = tensors.get(value) ?? tensorOf(value, sizes)
    tensors.set(value, made)
    return made
  }
  for (const [name, weight] of weights) values.set(name, weight)
  const addConstants = ({ initializers }: GraphBody): void => {
    for (const [name, array] of initializers) if (!values.has(name)) values.set(name, constantOf(array))
  }
  const build = (node: GraphNode): void => {
    if (weights.has(node.outputs[0]!)) return
    const given = node.inputs.map((name) => (name === '' ? undefined : (values.get(name) ?? unread(model, name, node))))
    const branch = node.operator === 'If' && node.domain === '' ? branchOf(node, given[0]) : undefined
    if (branch) {
      addConstants(branch)
      for (const inner of branch.nodes) build(inner)
      for (const [i, { name }] of branch.outputs.entries()) values.set(node.outputs[i]!, values.get(name)!)
      return
    }
    const context: ImportContext = {
      opset: model.opsets.get(node.domain)!,
      tensor,
      sizes,
      ownBatch: own?.batch,
      ownShape: (name) => own?.shapes.get(name),
      openShape: (name) => own?.open?.get(name),
      choose: own?.choose ?? (() => 0),
      batch: images.shape[0]!,
      batchStatistics: options.batchStatistics,
      remember: (name, next) => buffers.set(name, next),
    }
    const results = built(model.file, node, given, context)
    for (const [i, name] of node.outputs.entries()) {
      const result = results[i]
      if (name === '' || result === undefined) continue
      values.set(name, result)
      if (!isKnown(result)) label(result, node, makers)
    }
  }
  addConstants(model)
  for (const node of nodes) build(node)
  return { values, buffers, makers, tensor }
}

const constantOf = (array: NumericArray): Value =>
  array.data.length <= mostKnown ? knownArray(array) : constant(array)

function unread(model: ModelGraph, name: string, node: GraphNode): never {
  const type = model.unread.get(name)
  return fail({
    who: `${model.file}, node ${node.name} (${node.operator})`,
    rule: type
      ? `reads '${name}', numbers of ${type}, which are not read`
      : `reads '${name}', an output that is not built here`,
    remedy,
  })
}

const remedy = 'train on its frozen features, which the runtime computes, or cut the network before it'

/** The branch of an `If` whose condition is known. */
function branchOf(node: GraphNode, condition: Value | undefined): GraphBody | undefined {
  if (!condition || !isKnown(condition)) return undefined
  return readNode(node).graph(condition.data[0] === 0 ? 'else_branch' : 'then_branch')
}

/** The values of a node's outputs. */
function built(
  file: string,
  node: GraphNode,
  given: readonly (Value | undefined)[],
  context: ImportContext,
): readonly Value[] {
  const who = `${file}, node ${node.name} (${node.operator})`
  const reader = readNode(node)
  try {
    const folded = node.domain === '' ? fold(node, given) : undefined
    if (folded) return folded
    const importer =
      node.domain === '' && Object.hasOwn(importers, node.operator) ? importers[node.operator] : undefined
    if (!importer) return unknownOperator(who, node, context.opset)
    const results = importer(reader, readInputs(reader, given, context.tensor), context)
    const ignored = reader.unread()
    if (ignored.length > 0)
      fail({ who: node.operator, rule: `its attribute ${ignored.join(', ')} is not known here`, remedy })
    return results
  } catch (error) {
    if (!(error instanceof NearkinError) || error.complaint.who.startsWith(file)) throw error
    const { who: inner, rule, value, remedy: rest = remedy } = error.complaint
    return fail({
      who,
      rule: inner === node.operator ? rule : `${inner}: ${rule}`,
      ...(value === undefined ? {} : { value }),
      remedy: rest,
      cause: error,
    })
  }
}

function fold(node: GraphNode, given: readonly (Value | undefined)[]): readonly Known[] | undefined {
  const rule = foldNumbers[node.operator] ?? foldMoves[node.operator]
  if (!rule || !given.every((value) => value !== undefined && isKnown(value))) return undefined
  const found = rule(given as Known[], readNode(node))
  return found && 'kind' in found ? [found] : found
}

const quantised = /[Qq]uantize|^QLinear|Integer$|^QGemm$|^QAttention$|^QMoE$|NBits$|^Q[A-Z]/

function unknownOperator(who: string, { operator, domain }: GraphNode, opset: number): never {
  if (quantised.test(operator))
    return fail({
      who,
      rule: 'a quantised model cannot be fine-tuned: its whole numbers have no gradient',
      remedy: 'give the float32 model from which it was made, or train a head on its frozen features',
    })
  return fail({
    who,
    rule: `the operator ${domain === '' ? '' : `${domain}.`}${operator} of operator set ${opset} has no gradient here`,
    remedy: `${remedy}${domain === '' ? '' : '; models that were optimised for one runtime should be exported anew'}`,
  })
}

function tensorOf(value: Known, sizes: (dims: readonly Dim[]) => Tensor): Tensor {
  const array = arrayOf(value)
  if (array) return constant(array)
  const whole = ops.reshape(sizes(value.data), value.shape)
  return value.dtype === 'int64' ? whole : ops.cast(whole, value.dtype)
}

/** Dimensions as int64 numbers, the batch read off the images. */
function sizesOf(dims: readonly Dim[], images: Tensor): Tensor {
  if (dims.every((d) => typeof d === 'number')) return constant(ints(dims as readonly number[]))
  const batch = ops.shape(images, 0, 1)
  const one = (d: Dim): Tensor => {
    const { factor, symbol } = multipleOf(d)
    if (symbol === null) return constant(ints([factor]))
    if (symbol !== images.shape[0])
      fail({ who: 'shape', rule: 'a size that is not known may depend on the batch alone', value: `[${dims}]` })
    return factor === 1 ? batch : ops.mul(batch, factor)
  }
  return ops.concat(dims.map(one), 0)
}

/** Notes for whom the nodes behind a result were built, as far as no one was before. */
function label(result: Tensor, node: GraphNode, makers: Map<Node, GraphNode>): void {
  const left = [result]
  for (let x = left.pop(); x !== undefined; x = left.pop()) {
    if (x.source.kind !== 'node' || makers.has(x.source.node)) continue
    makers.set(x.source.node, node)
    left.push(...x.source.node.inputs)
  }
}
