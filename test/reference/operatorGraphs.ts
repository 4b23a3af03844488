import { fail } from '../../src/errors.ts'
import * as ops from '../../src/ops/index.ts'
import type { Tensor } from '../../src/tensor/tensor.ts'
import { moves } from './operatorMoves.ts'
import type { RowReader } from './operatorRow.ts'
import { ceilOf, spatial, windowOptions } from './operatorWindows.ts'

type Graph = (row: RowReader) => Tensor

const unary =
  (operator: (x: Tensor) => Tensor): Graph =>
  (row) =>
    operator(row.tensor('X', 'A'))

const binary =
  (operator: (a: Tensor, b: Tensor) => Tensor): Graph =>
  (row) =>
    operator(row.tensor('A', 'X'), row.tensor('B', 'Y'))

const folded =
  (operator: (a: Tensor, b: Tensor) => Tensor): Graph =>
  (row) =>
    row.tensors().reduce((a, b) => operator(a, b))

const alongAxis =
  (operator: (x: Tensor, axis: number) => Tensor, otherwise: number): Graph =>
  (row) =>
    operator(row.tensor('X'), row.number('axis', otherwise))

const reduction =
  (operator: typeof ops.reduceSum): Graph =>
  (row) => {
    const x = row.tensor('X', 'data')
    const axes = row.list('axes') ?? []
    const keepdims = row.flag('keepdims', true)
    const none = row.flag('noop_with_empty_axes', false)
    return operator(x, axes.length === 0 && !none ? { keepdims } : { axes, keepdims })
  }

/** How the ONNX operator of each name is built of ours. */
export const graphs: Readonly<Record<string, Graph>> = {
  ...moves,

  Abs: unary(ops.abs),
  Cos: unary(ops.cos),
  Erf: unary(ops.erf),
  Exp: unary(ops.exp),
  GlobalAveragePool: unary(ops.globalAveragePool),
  HardSwish: unary(ops.hardSwish),
  Identity: unary((x) => x),
  Log: unary(ops.log),
  Neg: unary(ops.neg),
  Reciprocal: unary(ops.reciprocal),
  Relu: unary(ops.relu),
  Sigmoid: unary(ops.sigmoid),
  Sign: unary(ops.sign),
  Sin: unary(ops.sin),
  Softplus: unary(ops.softplus),
  Sqrt: unary(ops.sqrt),
  Tanh: unary(ops.tanh),
  Elu: (row) => ops.elu(row.tensor('X'), row.number('alpha', 1)),
  LeakyRelu: (row) => ops.leakyRelu(row.tensor('X'), row.number('alpha', 0.01)),
  PRelu: (row) => ops.pRelu(row.tensor('X'), row.tensor('slope')),
  Gelu: (row) => ops.gelu(row.tensor('X'), row.choice('approximate', ['none', 'tanh'] as const, 'none')),
  HardSigmoid: (row) =>
    ops.hardSigmoid(row.tensor('X'), { alpha: row.number('alpha', 0.2), beta: row.number('beta', 0.5) }),
  Clip: (row) => {
    const [low, high] = [row.number('min', Number.NEGATIVE_INFINITY), row.number('max', Number.POSITIVE_INFINITY)]
    return ops.clip(row.tensor('X', 'input'), low, high)
  },

  Add: binary(ops.add),
  Div: binary(ops.div),
  Mul: binary(ops.mul),
  Sub: binary(ops.sub),
  Max: folded(ops.max),
  Min: folded(ops.min),
  Sum: folded(ops.add),
  Pow: (row) => ops.pow(row.tensor('A', 'X'), row.maybe('B', 'Y') ?? row.number('exponent')),
  Where: (row) => ops.where(row.condition('condition'), row.tensor('A', 'X'), row.tensor('B', 'Y')),

  ReduceL2: reduction(ops.reduceL2),
  ReduceLogSumExp: reduction(ops.reduceLogSumExp),
  ReduceMax: reduction(ops.reduceMax),
  ReduceMean: reduction(ops.reduceMean),
  ReduceMin: reduction(ops.reduceMin),
  ReduceSum: reduction(ops.reduceSum),
  Softmax: alongAxis(ops.softmax, -1),
  LogSoftmax: alongAxis(ops.logSoftmax, -1),
  CumSum: (row) => {
    const options = { exclusive: row.flag('exclusive', false), reverse: row.flag('reverse', false) }
    return ops.cumSum(row.tensor('X'), row.number('axis'), options)
  },
  TopK: (row) => {
    const options = { k: row.number('k'), axis: row.number('axis', -1), largest: row.flag('largest', true) }
    row.flag('sorted', true) // In order is one of the orders that 0 allows.
    const { values, indices } = ops.topK(row.tensor('X'), options)
    return row.number('take', 0) === 0 ? values : indices
  },

  MatMul: (row) => {
    const [a, b] = [row.tensor('A'), row.tensor('B')]
    const product = ops.matMul(
      a.shape.length === 1 ? ops.unsqueeze(a, [0]) : a,
      b.shape.length === 1 ? ops.unsqueeze(b, [1]) : b,
    )
    const lines = [...(a.shape.length === 1 ? [-2] : []), ...(b.shape.length === 1 ? [-1] : [])]
    return lines.length === 0 ? product : ops.squeeze(product, lines)
  },
  Gemm: (row) => {
    const c = row.maybe('C')
    return ops.gemm(row.tensor('A'), row.tensor('B'), {
      transA: row.flag('transA', false),
      transB: row.flag('transB', false),
      alpha: row.number('alpha', 1),
      beta: row.number('beta', 1),
      ...(c ? { c } : {}),
    })
  },
  Einsum: (row) => ops.einsum(row.text('equation'), row.tensors()),

  Conv: (row) => {
    const { x, lift, drop } = spatial(row.tensor('X'))
    const w = lift(row.tensor('W'))
    const bias = row.maybe('B')
    const window = windowOptions(row, x, w.shape.slice(2) as number[])
    return drop(ops.conv(x, w, { ...window, group: row.number('group', 1), ...(bias ? { bias } : {}) }))
  },
  ConvTranspose: (row) => {
    const { x, lift, drop, numbers } = spatial(row.tensor('X'))
    const w = lift(row.tensor('W'))
    const bias = row.maybe('B')
    const outputPadding = numbers(row.list('output_padding') ?? [], 0)
    const window = windowOptions(row, x, w.shape.slice(2) as number[])
    const y = ops.convTranspose(x, w, { ...window, outputPadding, group: row.number('group', 1) })
    return drop(bias ? ops.add(y, ops.perChannel(bias, y)) : y)
  },
  MaxPool: (row) => {
    const { x, drop, numbers } = spatial(row.tensor('X'))
    row.number('storage_order', 0) // Only the places depend on it, and no row has them.
    const kernel = numbers(row.list('kernel_shape') ?? [], 1)
    const window = windowOptions(row, x, kernel)
    return drop(ops.maxPool(x, kernel, row.flag('ceil_mode', false) ? ceilOf(window, x, kernel) : window))
  },
  AveragePool: (row) => {
    const { x, drop, numbers } = spatial(row.tensor('X'))
    const kernel = numbers(row.list('kernel_shape') ?? [], 1)
    const { dilations, ...window } = windowOptions(row, x, kernel)
    if (dilations.some((d) => d !== 1)) fail({ who: 'AveragePool', rule: 'dilations must be 1', value: dilations })
    const countIncludePad = row.flag('count_include_pad', false)
    if (!row.flag('ceil_mode', false)) return drop(ops.averagePool(x, kernel, { ...window, countIncludePad }))
    // A border that counts is made of zeros; what a last, partial window lacks never counts.
    const { pads } = ceilOf({ ...window, dilations }, x, kernel)
    if (!countIncludePad) return drop(ops.averagePool(x, kernel, { ...window, pads }))
    const border = ops.pad(x, [0, 0, window.pads[0]!, window.pads[1]!, 0, 0, window.pads[2]!, window.pads[3]!])
    const lacking = [0, 0, pads[2]! - window.pads[2]!, pads[3]! - window.pads[3]!]
    return drop(ops.averagePool(border, kernel, { ...window, pads: lacking }))
  },
  BatchNormalization: (row) => {
    const [x, scale, bias] = [row.tensor('X'), row.tensor('scale'), row.tensor('B', 'bias')]
    const [mean, variance] = [row.maybe('mean', 'input_mean'), row.maybe('var', 'input_var')]
    const epsilon = row.number('epsilon', 1e-5)
    row.number('momentum', 0.9) // For the running statistics, which no row has.
    if (row.flag('training_mode', false)) return ops.batchNormalizationTraining(x, scale, bias, epsilon).y
    if (!mean || !variance) return fail({ who: 'BatchNormalization', rule: 'the row must have mean and var' })
    return ops.batchNormalization(x, scale, bias, mean, variance, epsilon)
  },
  InstanceNormalization: (row) =>
    ops.instanceNormalization(row.tensor('X'), row.tensor('scale'), row.tensor('B'), row.number('epsilon', 1e-5)),
  LayerNormalization: (row) => {
    const bias = row.maybe('B', 'bias')
    row.number('stash_type', 1)
    return ops.layerNormalization(row.tensor('X'), row.tensor('scale'), {
      axis: row.number('axis', -1),
      epsilon: row.number('epsilon', 1e-5),
      ...(bias ? { bias } : {}),
    })
  },
  GroupNormalization: (row) => {
    row.number('stash_type', 1)
    const options = { groups: row.number('num_groups'), epsilon: row.number('epsilon', 1e-5) }
    return ops.groupNormalization(row.tensor('X'), row.tensor('scale'), row.tensor('B', 'bias'), options)
  },
}
