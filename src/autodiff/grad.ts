import { demand, fail } from '../errors.ts'
import * as ops from '../ops/index.ts'
import { floats } from '../tensor/array.ts'
import { nodesOf } from '../tensor/nodesOf.ts'
import { sameShape } from '../tensor/shape.ts'
import type { Node, Shape, Tensor } from '../tensor/tensor.ts'
import { constant } from '../tensor/tensor.ts'

/** Gradients of a scalar loss with respect to `parameters`, as new tensors of the same graph (reverse mode).
 *  A parameter on which the loss does not depend gets zeros. Broadcasting is undone here and nowhere else.
 *  Fails where the loss is not a float32 scalar. */
export function grad(loss: Tensor, parameters: readonly Tensor[]): Tensor[] {
  demand(loss.shape.length === 0 && loss.dtype === 'float32', {
    who: 'grad',
    rule: 'the loss must be a float32 scalar',
    value: `${loss.dtype} [${loss.shape}]`,
    remedy: 'reduce it first, by reduceMean for example',
  })
  return vjp([{ y: loss, g: constant(floats([1], [])) }], parameters)
}

/** The sum over `pairs` of the gradient `g` of each output `y`, carried back to `parameters`. */
export function vjp(
  pairs: readonly { readonly y: Tensor; readonly g: Tensor }[],
  parameters: readonly Tensor[],
): Tensor[] {
  const gradients = new Map<Tensor, Tensor>()
  const accumulate = (x: Tensor, g: Tensor): void => {
    const held = gradients.get(x)
    gradients.set(x, held ? ops.add(held, g) : g)
  }
  for (const { y, g } of pairs) accumulate(y, unbroadcast(g, y.shape))

  const nodes = nodesOf(pairs.map(({ y }) => y))
  const wanted = leadingTo(parameters, nodes)
  for (const node of nodes.reverse()) {
    if (!wanted.has(node)) continue
    for (const [i, g] of backwards(node, gradients).entries()) {
      const x = node.inputs[i]!
      if (g && (wanted.has(nodeOf(x)) || parameters.includes(x))) accumulate(x, unbroadcast(g, x.shape))
    }
  }
  return parameters.map((p) => gradients.get(p) ?? ops.zerosLike(p))
}

/** The gradient rule of one node, applied; nothing where no gradient arrives or none flows on. */
function backwards(node: Node, gradients: ReadonlyMap<Tensor, Tensor>): readonly (Tensor | null)[] {
  const { operator, inputs, outputs, attributes } = node
  const arriving = outputs.map((y) => gradients.get(y) ?? null)
  if (!operator.vjp || arriving.every((g) => g === null)) return []
  const y = outputs[0]!
  // A rule reads the gradient of its first output; where only another output is used, that one is zero.
  const g = arriving[0] ?? ops.zerosLike(y)
  const applied = { y, outputs, attributes, gradients: arriving }
  const result = operator.vjp(g, inputs as never, ops as never, applied)
  if (result.length !== inputs.length)
    fail({
      who: `gradient of ${operator.onnx ?? 'withGradient'}`,
      rule: `one gradient (or null) for each of ${inputs.length} inputs`,
      value: result.length,
    })
  return result
}

/** The nodes through which the parameters reach the loss: no other gets a gradient. */
function leadingTo(parameters: readonly Tensor[], nodes: readonly Node[]): Set<Node | undefined> {
  const leading = new Set<Node | undefined>()
  const targets = new Set(parameters)
  for (const node of nodes)
    if (node.inputs.some((x) => targets.has(x) || leading.has(nodeOf(x) as Node))) leading.add(node)
  leading.delete(undefined)
  return leading
}

const nodeOf = (x: Tensor): Node | undefined => (x.source.kind === 'node' ? x.source.node : undefined)

/** Sums a gradient over the axes along which its tensor was broadcast. */
function unbroadcast(g: Tensor, shape: Shape): Tensor {
  if (sameShape(g.shape, shape)) return g
  const lead = g.shape.length - shape.length
  const axes = g.shape.flatMap((d, i) => (i < lead || (shape[i - lead] === 1 && d !== 1) ? [i] : []))
  const kept = axes.filter((axis) => axis >= lead)
  const summed = axes.length === 0 ? g : ops.reduceSum(g, { axes, keepdims: kept.length > 0 })
  return sameShape(summed.shape, shape) ? summed : ops.reshape(summed, shape)
}
