import { demand, fail } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import { axisOf, broadcast, sameShape } from '../../tensor/shape.ts'
import type { Dim, Shape, Tensor } from '../../tensor/tensor.ts'
import { alignBatch } from './alignBatch.ts'
import type { ImportContext, Importer } from './context.ts'
import type { NodeReader } from './nodeReader.ts'
import { atBatch, rewriteBatch } from './rewriteBatch.ts'

/** Where the file names its own batch in the shape and another is wanted, the wanted one is put in its place. */
export const Reshape: Importer = (node, { tensor, dims }, context) => {
  const x = tensor(0)
  const keepZero = node.flag('allowzero')
  const target = dims(1, 'shape') ?? node.numbers('shape') ?? []
  const shape = target.map((d, i): Dim => (d === 0 && !keepZero ? (x.shape[i] ?? 0) : d))
  return [ops.reshape(x, wantedShape(x, shape, node, context))]
}

function wantedShape(
  x: Tensor,
  shape: readonly Dim[],
  { inputs, outputs, operator }: NodeReader,
  { ownBatch, ownShape, openShape, batch, choose }: ImportContext,
): readonly Dim[] {
  const [from, to] = [ownShape(inputs[0]!), ownShape(outputs[0]!)]
  if (ownBatch === undefined || !from || !to || sameShape(from, x.shape)) return shape
  const settled = openShape(outputs[0]!)
  if (settled) return atBatch(settled, batch)
  const moved = rewriteBatch(numbersOf(from), x.shape, numbersOf(to), ownBatch, choose)
  // A symbol in the shape tells that it was computed from the shape at hand.
  const found = moved ?? (shape.some((d) => typeof d === 'string') ? shape : undefined)
  if (!found)
    return fail({
      who: operator,
      rule: `the file fixes a batch of ${ownBatch}, and where that batch is in [${from}] to [${to}] is in doubt at [${x.shape}]`,
      remedy: 'export the model with the batch left open (dynamic_axes, or dynamic_shapes with dynamo=True)',
    })
  return found
}

const numbersOf = (shape: Shape): number[] => shape.map(Number)

/** `axis` may be one beyond the last. */
export const Flatten: Importer = (node, { tensor }) => [ops.flatten(tensor(0), node.number('axis', 1))]

/** Axes are an attribute below operator set 13, an input since. None: all of length 1. */
export const Squeeze: Importer = (node, { tensor, numbers }) => {
  const x = tensor(0)
  const ones = x.shape.flatMap((d, i) => (d === 1 ? [i] : []))
  const axes = node.numbers('axes') ?? numbers(1, 'axes') ?? ones
  return [axes.length === 0 ? x : ops.squeeze(x, axes)]
}

export const Unsqueeze: Importer = (node, { tensor, numbers }) => [
  ops.unsqueeze(tensor(0), node.numbers('axes') ?? numbers(1, 'axes') ?? []),
]

export const Transpose: Importer = (node, { tensor }) => {
  const x = tensor(0)
  return [ops.transpose(x, node.numbers('perm') ?? x.shape.map((_, i) => x.shape.length - 1 - i))]
}

/** Axes that the file's own batch fills, where another batch is wanted, stay of length 1 and broadcast later. */
export const Expand: Importer = (node, { tensor, dims }, context) => {
  const x = tensor(0)
  const target = dims(1, 'shape') ?? []
  const { ownBatch } = context
  const own = ownBatch === undefined ? undefined : context.ownShape(node.inputs[0]!)
  const lead = target.length - x.shape.length
  const shape = target.map((d, i): Dim => {
    const [now, before] = [x.shape[i - lead], own?.[i - lead]]
    if (ownBatch === undefined || !own) return d
    if (now !== undefined && now !== before) return d === before ? now : d
    return i === 0 && d === ownBatch && (now ?? 1) === 1 ? 1 : d
  })
  return [spreadTo(x, broadcast(x.shape, shape, 'Expand'), context)]
}

/** `x` broadcast to a shape in which the batch may be. */
function spreadTo(x: Tensor, shape: Shape, { sizes }: ImportContext): Tensor {
  if (sameShape(x.shape, shape)) return x
  return shape.every((d) => typeof d === 'number') ? ops.expand(x, shape) : ops.expand(x, shape, sizes(shape))
}

export const Tile: Importer = (_, { tensor, dims, numbers }, context) => {
  const x = tensor(0)
  const repeats = dims(1, 'repeats') ?? []
  if (repeats.every((n) => typeof n === 'number')) return [ops.tile(x, numbers(1, 'repeats')!)]
  demand(repeats.length === x.shape.length && repeats.every((n, i) => typeof n === 'number' || x.shape[i] === 1), {
    who: 'Tile',
    rule: 'what is repeated for each image must be of length 1',
    value: `[${x.shape}] times [${repeats}]`,
  })
  const once = ops.tile(
    x,
    repeats.map((n) => (typeof n === 'number' ? n : 1)),
  )
  const shape = once.shape.map((d, i): Dim => (typeof repeats[i] === 'string' ? repeats[i]! : d))
  return [spreadTo(once, shape, context)]
}

/** Where the file's batch of 1 is fixed and another is wanted, what is the same for every image is repeated for each. */
export const Concat: Importer = (node, { values, tensor }, context) => {
  const xs = values.map((_, i) => tensor(i))
  const axis = axisOf(node.number('axis'), xs[0]!.shape.length, 'Concat')
  if (context.ownBatch === undefined) return [ops.concat(xs, axis)]
  const most = xs[0]!.shape.map((_, i): Dim => xs.map(({ shape }) => shape[i]!).find((d) => d !== 1) ?? 1)
  return [
    ops.concat(
      alignBatch(node, xs, context).map((x) =>
        spreadTo(
          x,
          x.shape.map((d, i): Dim => (i !== axis && d === 1 ? most[i]! : d)),
          context,
        ),
      ),
      axis,
    ),
  ]
}
