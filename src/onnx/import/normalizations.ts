import { demand } from '../../errors.ts'
import * as ops from '../../ops/index.ts'
import { axisOf, fixedDim } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import type { Importer } from './context.ts'

export const InstanceNormalization: Importer = (node, { tensor }) => [
  ops.instanceNormalization(tensor(0), tensor(1), tensor(2), node.number('epsilon', 1e-5)),
]

/** Scale and bias may broadcast to the normalized places. */
export const LayerNormalization: Importer = (node, { tensor, maybe }) => {
  node.ignore('stash_type')
  const x = tensor(0)
  const axis = axisOf(node.number('axis', -1), x.shape.length, 'LayerNormalization')
  const bias = maybe(2)
  const epsilon = node.number('epsilon', 1e-5)
  return [ops.layerNormalization(x, tensor(1), { axis, epsilon, ...(bias ? { bias } : {}) })]
}

/** Zhang and Sennrich 2019.  y = scale x / sqrt(mean x² + epsilon), the mean over the axes from `axis` on. */
export const RMSNormalization: Importer = (node, { tensor }) => {
  node.ignore('stash_type')
  const x = tensor(0)
  const axis = axisOf(node.number('axis', -1), x.shape.length, 'RMSNormalization')
  const axes = x.shape.flatMap((_, i) => (i < axis ? [] : [i]))
  const mean = ops.reduceMean(ops.mul(x, x), { axes, keepdims: true })
  const length = ops.sqrt(ops.add(mean, node.number('epsilon', 1e-5)))
  return [ops.mul(ops.div(x, length), tensor(1))]
}

/** Below operator set 21 scale and bias are one number for each group, since then one for each channel. */
export const GroupNormalization: Importer = (node, { tensor }, { opset }) => {
  node.ignore('stash_type')
  const [x, scale, bias] = [tensor(0), tensor(1), tensor(2)]
  const groups = node.number('num_groups')
  const channels = fixedDim(x, 1, 'GroupNormalization')
  const perChannel = (learned: Tensor): Tensor =>
    opset >= 21 || learned.shape[0] === channels
      ? learned
      : ops.reshape(ops.expand(ops.reshape(learned, [groups, 1]), [groups, channels / groups]), [channels])
  return [
    ops.groupNormalization(x, perChannel(scale), perChannel(bias), { groups, epsilon: node.number('epsilon', 1e-5) }),
  ]
}

/** y = x / |x| over an axis, in the 1-norm or the 2-norm. */
export const LpNormalization: Importer = (node, { tensor }) => {
  const x = tensor(0)
  const axes = [axisOf(node.number('axis', -1), x.shape.length, 'LpNormalization')]
  const p = node.number('p', 2)
  demand(p === 1 || p === 2, { who: 'LpNormalization', rule: 'p must be 1 or 2', value: p })
  const length =
    p === 2 ? ops.reduceL2(x, { axes, keepdims: true }) : ops.reduceSum(ops.abs(x), { axes, keepdims: true })
  return [ops.div(x, length)]
}

/** Local response normalisation across channels (Krizhevsky et al. 2012).
 *  y = x / (bias + alpha / size sum of x² over the nearest `size` channels)^beta */
export const LRN: Importer = (node, { tensor }) => {
  const x = tensor(0)
  demand(x.shape.length === 4, { who: 'LRN', rule: 'must be of images [N, C, H, W]', value: `[${x.shape}]` })
  const [batch, channels, rows, columns] = [x.shape[0]!, ...[1, 2, 3].map((axis) => fixedDim(x, axis, 'LRN'))]
  const size = node.number('size')
  const before = Math.floor((size - 1) / 2)
  const flat = ops.reshape(ops.mul(x, x), [batch, 1, channels!, (rows as number) * (columns as number)])
  const mean = ops.averagePool(flat, [size, 1], {
    strides: [1, 1],
    pads: [before, 0, size - 1 - before, 0],
    countIncludePad: true,
  })
  const base = ops.add(ops.mul(ops.reshape(mean, x.shape), node.number('alpha', 1e-4)), node.number('bias', 1))
  return [ops.div(x, ops.pow(base, node.number('beta', 0.75)))]
}
