import type { GradientCase } from '../autodiff/gradientCheck.testing.ts'
import { random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { bools, floats, ints, sizeOf } from '../tensor/array.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { scalar } from '../tensor/tensor.ts'
import * as ops from './index.ts'

type Shape = readonly number[]

const made = (shape: Shape, name: string, value: (noise: ReturnType<typeof random>) => number): NumericArray => {
  const noise = random(`${name} ${shape}`)
  return floats(
    Array.from({ length: sizeOf(shape) }, () => value(noise)),
    shape,
  )
}

/** Normal numbers. */
const normal = (shape: Shape, name = 'a'): NumericArray => made(shape, name, (noise) => noise.normal())
/** Numbers from 0.5 to 2. */
const positive = (shape: Shape, name = 'a'): NumericArray => made(shape, name, (noise) => 0.5 + 1.5 * noise.uniform())
/** Numbers of both signs, none nearer to 0 than 0.1. */
const awayFromZero = (shape: Shape, name = 'a'): NumericArray =>
  made(shape, name, (noise) => (noise.uniform() < 0.5 ? -1 : 1) * (0.1 + noise.uniform()))
/** Numbers at least 0.1 apart, in random order. */
const apart = (shape: Shape, name = 'a'): NumericArray => {
  const count = sizeOf(shape)
  const order = random(`${name} ${shape}`).shuffle(Array.from({ length: count }, (_, i) => i))
  return floats(
    order.map((i) => 0.1 * (i - count / 2) + 0.05),
    shape,
  )
}

const unary = (f: (x: Tensor) => Tensor, array = normal([3, 4])): GradientCase => ({
  f: ([x]) => f(x!),
  arrays: [array],
})

const binary = (
  f: (a: Tensor, b: Tensor) => Tensor,
  make: (shape: Shape, name: string) => NumericArray = normal,
): GradientCase[] =>
  (
    [
      [
        [3, 4],
        [3, 4],
      ],
      [[2, 3, 4], [4]],
      [
        [2, 1, 4],
        [3, 1],
      ],
      [[1], [2, 3]],
      [[], [2, 2]],
    ] as const
  ).map(([a, b]) => ({ f: ([x, y]) => f(x!, y!), arrays: [make(a, 'a'), make(b, 'b')] }))

/** One operand holds even tenths, the other odd ones: never nearer than 0.1. */
const unequal = (shape: Shape, name: string): NumericArray =>
  made(shape, name, (noise) => 0.2 * noise.below(20) + (name === 'a' ? 0 : 0.1) - 2)

const reduction = (f: typeof ops.reduceSum, make: (shape: Shape) => NumericArray = normal): GradientCase[] =>
  [{}, { axes: [1], keepdims: true }, { axes: [0, 2] }, { axes: [-1], keepdims: true }].map((options) => ({
    f: ([x]) => f(x!, options),
    arrays: [make([2, 3, 4])],
  }))

const conv = (x: Shape, w: Shape, options: Parameters<typeof ops.conv>[2] = {}): GradientCase => ({
  f: ([image, weights, bias]) => ops.conv(image!, weights!, { ...options, bias: bias! }),
  arrays: [normal(x), normal(w), normal([w[0]!])],
})

const convTranspose = (x: Shape, w: Shape, options: Parameters<typeof ops.convTranspose>[2] = {}): GradientCase => ({
  f: ([image, weights]) => ops.convTranspose(image!, weights!, options),
  arrays: [normal(x), normal(w)],
})

const normalization = (
  f: (x: Tensor, scale: Tensor, bias: Tensor) => Tensor,
  x: Shape,
  scale: Shape,
): GradientCase => ({ f: ([a, b, c]) => f(a!, b!, c!), arrays: [normal(x), positive(scale), normal(scale, 'b')] })

const windowOf = (kernel: Shape, strides: Shape, pads: Shape, dilations: Shape = [1, 1]) => ({
  kernel,
  strides,
  pads,
  dilations,
})

const square = (t: Tensor): Tensor => ops.mul(t, t)

/** What each differentiable operator and composed function is checked with, by name. */
export const gradientCases: Readonly<Record<string, GradientCase | readonly GradientCase[]>> = {
  attention: [
    {
      f: ([q, k, v]) => ops.attention(q!, k!, v!, 0.7),
      arrays: [normal([2, 3, 4], 'q'), normal([2, 5, 4], 'k'), normal([2, 5, 2], 'v')],
    },
    { f: ([x]) => ops.attention(x!, x!, x!, 0.5), arrays: [normal([3, 2])] },
  ],
  abs: unary(ops.abs, awayFromZero([3, 4])),
  add: binary(ops.add),
  addRows: [
    { f: ([rows, indices]) => ops.addRows(rows!, indices!, [4, 3]), arrays: [normal([3, 3]), ints([2, 0, 2])] },
    {
      f: ([rows, indices]) => ops.addRows(rows!, indices!, [4, 3]),
      arrays: [normal([2, 2, 3]), ints([2, 0, 2, 3], [2, 2])],
    },
  ],
  alongAxis: [0, 1, 2].map((axis) =>
    unary((x) => ops.alongAxis(x, axis, (rows) => ops.mul(rows, rows)), normal([2, 3, 4])),
  ),
  amongTies: {
    f: ([g, x]) => ops.amongTies(g!, x!, ops.reduceMax(x!, { axes: [1], keepdims: true }), [1]),
    arrays: [normal([3, 1]), apart([3, 4])],
  },
  averagePool: [
    unary((x) => ops.averagePool(x, [2, 2]), normal([2, 3, 5, 4])),
    unary((x) => ops.averagePool(x, [3, 3], { strides: [2, 2], pads: [1, 1, 1, 1] }), normal([2, 3, 5, 4])),
    unary(
      (x) => ops.averagePool(x, [3, 2], { strides: [1, 2], pads: [1, 0, 2, 1], countIncludePad: true }),
      normal([1, 2, 5, 5]),
    ),
    unary((x) => ops.averagePool(x, [3, 2], { strides: [2, 1], pads: [1, 0, 2, 1] }), normal([1, 2, 5, 5])),
  ],
  batchNormalization: {
    f: ([x, scale, bias]) => {
      const variance = ops.matrix([0.5, 1, 2], [3])
      return ops.batchNormalization(x!, scale!, bias!, ops.matrix([0.1, 0.2, -1], [3]), variance, 1e-3)
    },
    arrays: [normal([2, 3, 2, 2]), positive([3]), normal([3])],
  },
  batchNormalizationTraining: [
    normalization((x, s, b) => ops.batchNormalizationTraining(x, s, b).y, [4, 3, 2, 2], [3]),
    normalization((x, s, b) => ops.batchNormalizationTraining(x, s, b, 0.1).y, [6, 3], [3]),
    normalization((x, s, b) => ops.batchNormalizationTraining(x, s, b).y, [3, 2, 4], [2]),
  ],
  clip: unary((x) => ops.clip(x, -0.52, 0.57), unequal([3, 4], 'a')),
  composed: unary((x) => ops.composed('Square', square(x), [x])),
  concat: { f: ([a, b, c]) => ops.concat([a!, b!, c!], 1), arrays: [normal([2, 3]), normal([2, 2]), normal([2, 1])] },
  conv: [
    conv([2, 3, 5, 4], [4, 3, 3, 3], { pads: [1, 1, 1, 1] }),
    conv([1, 2, 6, 7], [3, 2, 3, 3], { strides: [2, 2], pads: [1, 1, 1, 1] }),
    conv([1, 2, 6, 7], [3, 2, 3, 2], { strides: [2, 3], pads: [0, 1, 2, 0] }),
    conv([2, 4, 4, 4], [6, 2, 3, 3], { pads: [1, 1, 1, 1], group: 2 }),
    conv([2, 3, 5, 5], [3, 1, 3, 3], { strides: [2, 2], pads: [1, 1, 1, 1], group: 3 }),
    conv([1, 2, 7, 7], [2, 2, 3, 3], { pads: [2, 2, 2, 2], dilations: [2, 2] }),
    conv([1, 2, 8, 7], [4, 1, 2, 3], { strides: [2, 1], pads: [2, 0, 1, 3], dilations: [2, 2], group: 2 }),
    conv([2, 3, 4, 4], [2, 3, 1, 1]),
    conv([2, 3, 5, 5], [2, 3, 1, 1], { strides: [2, 2] }),
    conv([1, 2, 3, 3], [2, 2, 2, 2], { pads: [3, 3, 3, 3] }),
  ],
  convInputGradient: [
    {
      f: ([g, w]) => ops.convInputGradient(g!, w!, [1, 2, 5, 5], windowOf([3, 3], [1, 1], [1, 1, 1, 1]), 1),
      arrays: [normal([1, 3, 5, 5]), normal([3, 2, 3, 3])],
    },
    {
      f: ([g, w]) => ops.convInputGradient(g!, w!, [1, 4, 6, 5], windowOf([3, 3], [2, 2], [1, 1, 1, 1]), 2),
      arrays: [normal([1, 4, 3, 3]), normal([4, 2, 3, 3])],
    },
  ],
  convTranspose: [
    convTranspose([1, 3, 3, 3], [3, 2, 3, 3], { strides: [2, 2], pads: [1, 1, 1, 1], outputPadding: [1, 1] }),
    convTranspose([2, 4, 3, 2], [4, 1, 2, 3], { strides: [1, 2], pads: [0, 1, 1, 0], group: 2 }),
    convTranspose([1, 2, 3, 3], [2, 2, 2, 2], { dilations: [2, 2] }),
  ],
  convWeightGradient: [
    {
      f: ([g, x]) => ops.convWeightGradient(g!, x!, [3, 2, 3, 3], windowOf([3, 3], [1, 1], [1, 1, 1, 1]), 1),
      arrays: [normal([2, 3, 4, 4]), normal([2, 2, 4, 4])],
    },
    {
      f: ([g, x]) => ops.convWeightGradient(g!, x!, [4, 2, 3, 3], windowOf([3, 3], [2, 2], [1, 1, 1, 1]), 2),
      arrays: [normal([1, 4, 3, 3]), normal([1, 4, 6, 5])],
    },
  ],
  cos: unary(ops.cos),
  cosines: { f: ([x, y]) => ops.cosines(x!, y!), arrays: [awayFromZero([3, 4]), awayFromZero([2, 4], 'b')] },
  cumSum: [
    unary((x) => ops.cumSum(x, 1)),
    unary((x) => ops.cumSum(x, 0, { exclusive: true })),
    unary((x) => ops.cumSum(x, -1, { reverse: true })),
    unary((x) => ops.cumSum(x, 1, { exclusive: true, reverse: true }), normal([2, 3, 2])),
  ],
  diagonal: unary(ops.diagonal, normal([3, 3])),
  div: binary(ops.div, positive),
  einsum: [
    { f: ([a, b]) => ops.einsum('bij,bkj->bik', [a!, b!]), arrays: [normal([2, 3, 4]), normal([2, 5, 4])] },
    { f: ([a, b]) => ops.einsum('ij,jk', [a!, b!]), arrays: [normal([2, 3]), normal([3, 4])] },
    { f: ([a, b]) => ops.einsum('...ij,...kj->...ik', [a!, b!]), arrays: [normal([2, 2, 3]), normal([1, 2, 3])] },
    { f: ([a, b]) => ops.einsum('ik,j->ji', [a!, b!]), arrays: [normal([2, 3]), normal([4])] },
    { f: ([a]) => ops.einsum('ijk->j', [a!]), arrays: [normal([2, 3, 2])] },
    { f: ([a, b, c]) => ops.einsum('i,ij,j->', [a!, b!, c!]), arrays: [normal([2]), normal([2, 3]), normal([3])] },
  ],
  elu: [unary((x) => ops.elu(x), awayFromZero([3, 4])), unary((x) => ops.elu(x, 0.3), awayFromZero([3, 4]))],
  erf: unary(ops.erf),
  exp: unary(ops.exp),
  expand: [unary((x) => ops.expand(x, [2, 3, 4]), normal([3, 1])), unary((x) => ops.expand(x, [1]), normal([2, 3]))],
  flatten: [0, 1, 2, -1].map((axis) => unary((x) => ops.flatten(x, axis), normal([2, 3, 2]))),
  gather: [
    { f: ([x, i]) => ops.gather(x!, i!), arrays: [normal([4, 3]), ints([2, 0, 2])] },
    { f: ([x, i]) => ops.gather(x!, i!, 1), arrays: [normal([2, 4, 3]), ints([2, 0, -1, 2], [2, 2])] },
    { f: ([x, i]) => ops.gather(x!, i!, -1), arrays: [normal([2, 3]), ints([-1], [])] },
  ],
  gatherElements: [
    { f: ([x, i]) => ops.gatherElements(x!, i!, 1), arrays: [normal([3, 4]), ints([0, 2, 1, 1, 3, -1], [3, 2])] },
    { f: ([x, i]) => ops.gatherElements(x!, i!, 0), arrays: [normal([3, 2]), ints([0, 2, 2, 2], [2, 2])] },
  ],
  gatherND: [
    { f: ([x, i]) => ops.gatherND(x!, i!), arrays: [normal([3, 4]), ints([0, 2, 1, 1, 0, 2], [3, 2])] },
    { f: ([x, i]) => ops.gatherND(x!, i!), arrays: [normal([3, 4]), ints([0, 0], [2, 1])] },
  ],
  gelu: [unary((x) => ops.gelu(x)), unary((x) => ops.gelu(x, 'tanh'))],
  gemm: [0, 1, 2, 3].map((i) => {
    const [transA, transB] = [i % 2 === 1, i > 1]
    return {
      f: ([a, b, c]) => ops.gemm(a!, b!, { c: c!, transA, transB, alpha: 0.7, beta: 1.3 }),
      arrays: [normal(transA ? [4, 3] : [3, 4]), normal(transB ? [2, 4] : [4, 2]), normal(i === 0 ? [3, 1] : [2])],
    }
  }),
  globalAveragePool: unary(ops.globalAveragePool, normal([2, 3, 3, 2])),
  gram: unary(ops.gram),
  groupNormalization: normalization((x, s, b) => ops.groupNormalization(x, s, b, { groups: 2 }), [2, 4, 3, 2], [4]),
  hardSigmoid: unary((x) => ops.hardSigmoid(x, { alpha: 0.5, beta: 0.4 }), unequal([4, 4], 'b')),
  hardSwish: unary(ops.hardSwish, floats([-5, -3.1, -2.9, -1, 0, 0.5, 2.9, 3.1, 6])),
  instanceNormalization: [
    normalization((x, s, b) => ops.instanceNormalization(x, s, b), [2, 3, 3, 2], [3]),
    normalization((x, s, b) => ops.instanceNormalization(x, s, b, 0.1), [2, 3, 4], [3]),
  ],
  l2Normalize: unary(ops.l2Normalize, awayFromZero([3, 4])),
  layerNormalization: [
    normalization((x, scale, bias) => ops.layerNormalization(x, scale, { bias }), [2, 3, 5], [5]),
    normalization(
      (x, scale, bias) => ops.layerNormalization(x, scale, { bias, axis: 1, epsilon: 0.1 }),
      [2, 3, 2],
      [3, 2],
    ),
    { f: ([x, scale]) => ops.layerNormalization(x!, scale!), arrays: [normal([2, 4]), positive([4])] },
  ],
  leakyRelu: unary((x) => ops.leakyRelu(x, 0.1), awayFromZero([3, 4])),
  log: unary(ops.log, positive([3, 4])),
  logOnePlusExp: unary(ops.logOnePlusExp),
  logSoftmax: [unary((x) => ops.logSoftmax(x)), unary((x) => ops.logSoftmax(x, 0))],
  logSumExpWhere: [
    {
      f: ([x, c]) => ops.logSumExpWhere(x!, c!),
      arrays: [normal([3, 4]), bools([1, 0, 1, 1, 0, 0, 0, 0, 0, 1, 0, 0], [3, 4])],
    },
    {
      f: ([x, c]) => ops.logSumExpWhere(x!, c!, { plusOne: true }),
      arrays: [normal([3, 2, 4]), bools([1, 0, 1, 1, 0, 0, 0, 0], [2, 4])],
    },
    { f: ([x, c]) => ops.logSumExpWhere(x!, c!), arrays: [normal([2, 1, 4]), bools([1, 1, 0, 1, 0, 1], [2, 3, 1])] },
  ],
  matMul: (
    [
      [
        [3, 4],
        [4, 5],
      ],
      [
        [2, 3, 4],
        [2, 4, 2],
      ],
      [
        [2, 3, 4],
        [4, 2],
      ],
      [
        [2, 2, 2, 3],
        [2, 2, 3, 2],
      ],
      [
        [1, 3, 4],
        [2, 4, 2],
      ],
      [
        [3, 4],
        [2, 4, 2],
      ],
    ] as const
  ).map(([a, b]) => ({ f: ([x, y]) => ops.matMul(x!, y!), arrays: [normal(a), normal(b)] })),
  max: binary(ops.max, unequal),
  maxPool: [
    unary((x) => ops.maxPool(x, [2, 2]), apart([1, 2, 5, 4])),
    unary((x) => ops.maxPool(x, [3, 3], { strides: [2, 2], pads: [1, 1, 1, 1] }), apart([2, 2, 4, 5])),
    unary(
      (x) => ops.maxPool(x, [2, 3], { strides: [1, 1], pads: [1, 2, 0, 1], dilations: [2, 1] }),
      apart([1, 2, 4, 4]),
    ),
  ],
  meanWhere: { f: ([x, c]) => ops.meanWhere(x!, c!), arrays: [normal([2, 3]), bools([1, 0, 1, 1, 0, 0], [2, 3])] },
  min: binary(ops.min, unequal),
  moveAxes: unary((x) => ops.moveAxes(x, 0, 2, 1), normal([2, 3, 4])),
  mul: binary(ops.mul),
  neg: unary(ops.neg),
  pRelu: [
    { f: ([x, s]) => ops.pRelu(x!, s!), arrays: [awayFromZero([2, 3, 2, 2]), normal([3, 1, 1])] },
    { f: ([x, s]) => ops.pRelu(x!, s!), arrays: [awayFromZero([2, 3]), normal([1])] },
  ],
  pad: [
    unary((x) => ops.pad(x, [1, 0, 2, 3])),
    unary((x) => ops.pad(x, [0, 0, 0, 0])),
    unary((x) => ops.pad(x, [0, 1, 0, 0], 2)),
  ],
  padFrom: (['reflect', 'edge', 'wrap'] as const).map((mode) => unary((x) => ops.padFrom(x, [2, 1, -1, 3], mode))),
  perChannel: { f: ([v, x]) => ops.mul(ops.perChannel(v!, x!), x!), arrays: [normal([3]), normal([2, 3, 2, 2])] },
  pow: [
    unary((x) => ops.pow(x, 3)),
    unary((x) => ops.pow(x, 0.5), positive([3, 4])),
    unary((x) => ops.pow(x, 0)),
    ...binary(ops.pow, positive),
  ],
  reciprocal: unary(ops.reciprocal, positive([3, 4])),
  reduceL2: reduction(ops.reduceL2),
  reduceLogSumExp: reduction(ops.reduceLogSumExp),
  reduceMax: reduction(ops.reduceMax, apart),
  reduceMean: reduction(ops.reduceMean),
  reduceMin: reduction(ops.reduceMin, apart),
  reduceSum: reduction(ops.reduceSum),
  relu: unary(ops.relu, awayFromZero([3, 4])),
  // Some below 0, some above 6.
  relu6: unary((x) => ops.relu6(ops.mul(x, 12)), apart([3, 4])),
  reshape: unary((x) => ops.reshape(x, [2, -1])),
  resize: [
    unary((x) => ops.resize(x, { scales: [1, 1, 2, 3] }), normal([1, 2, 2, 3])),
    unary((x) => ops.resize(x, { scales: [1, 1, 0.5, 1.5] }), normal([1, 2, 4, 4])),
    unary((x) => ops.resize(x, { sizes: [1, 2, 5, 2], mode: 'linear' }), normal([1, 2, 3, 4])),
    unary(
      (x) => ops.resize(x, { scales: [1, 1, 2, 1.7], mode: 'linear', coordinates: 'align_corners' }),
      normal([2, 1, 3, 4]),
    ),
    unary(
      (x) => ops.resize(x, { scales: [1, 1, 1.3, 2], mode: 'linear', coordinates: 'asymmetric' }),
      normal([1, 1, 3, 4]),
    ),
    unary(
      (x) => ops.resize(x, { sizes: [1, 1, 1, 7], mode: 'linear', coordinates: 'pytorch_half_pixel' }),
      normal([1, 1, 3, 4]),
    ),
    ...(['floor', 'ceil', 'round_prefer_ceil', 'round_prefer_floor'] as const).map((rounding) =>
      unary(
        (x) => ops.resize(x, { scales: [1, 1, 1.5, 0.5], coordinates: 'asymmetric', rounding }),
        normal([1, 2, 4, 4]),
      ),
    ),
  ],
  resizeBy: [
    unary(
      (x) => ops.resizeBy(x, [1, 1, 2, 0.5], { mode: 'cubic', coordinates: 'half_pixel', rounding: 'floor' }),
      normal([1, 2, 3, 4]),
    ),
    unary(
      (x) =>
        ops.resizeBy(x, [1, 1, 0.4, 1], {
          mode: 'linear',
          coordinates: 'half_pixel',
          rounding: 'floor',
          antialias: true,
        }),
      normal([2, 1, 5, 2]),
    ),
  ],
  safeSqrt: unary(ops.safeSqrt, positive([3, 4])),
  scatterElements: (['add', 'none'] as const).map((reduction) => ({
    f: ([data, i, updates]) => ops.scatterElements(data!, i!, updates!, { axis: 1, reduction }),
    arrays: [normal([2, 4]), ints([0, 2, -1, 1], [2, 2]), normal([2, 2])],
  })),
  scatterND: (['add', 'none'] as const).map((reduction) => ({
    f: ([data, i, updates]) => ops.scatterND(data!, i!, updates!, reduction),
    arrays: [normal([4, 2]), ints(reduction === 'add' ? [1, 1, 3] : [1, 0, 3], [3, 1]), normal([3, 2])],
  })),
  share: { f: ([g, a, b]) => ops.share(g!, a!, b!), arrays: [normal([3, 4]), unequal([3, 4], 'a'), unequal([4], 'b')] },
  sigmoid: unary(ops.sigmoid),
  sin: unary(ops.sin),
  slice: [
    unary((x) => ops.slice(x, { starts: [1, 0], ends: [3, 4], steps: [1, 2] })),
    unary((x) => ops.slice(x, { starts: [-3], ends: [2 ** 31 - 1], axes: [1] })),
    unary((x) => ops.slice(x, { starts: [-1, 2], ends: [-100, 0], axes: [1, 0], steps: [-1, -2] })),
    unary((x) => ops.slice(x, { starts: [1], ends: [7], axes: [0], steps: [3] }), normal([8])),
    unary((x) => ops.slice(x, { starts: [5], ends: [0], axes: [-1], steps: [-2] }), normal([2, 2, 6])),
  ],
  softmax: [unary((x) => ops.softmax(x)), unary((x) => ops.softmax(x, 0))],
  softplus: unary(ops.softplus),
  split: [
    unary((x) => ops.split(x, [1, 3], 1)[1]!),
    unary((x) => {
      const [a, b] = ops.split(x, [2, 2], -1) as [Tensor, Tensor]
      return ops.mul(a, b)
    }),
  ],
  spread: { f: ([g, x]) => ops.mul(ops.spread(g!, x!), x!), arrays: [normal([2, 1]), normal([2, 3])] },
  sumPerChannel: [unary(ops.sumPerChannel, normal([2, 3, 2, 2])), unary(ops.sumPerChannel, normal([4, 3]))],
  sqrt: unary(ops.sqrt, positive([3, 4])),
  squeeze: unary((x) => ops.squeeze(x, [0, -2]), normal([1, 2, 1, 3])),
  standardize: [
    unary((x) => ops.standardize(x, [1], 0.1).normal),
    unary((x) => ops.standardize(x, [0, 1], 0.1).inverse),
  ],
  standardizeGradient: {
    f: ([g, normalized, inverse]) => ops.standardizeGradient(g!, { normal: normalized!, inverse: inverse! }, [1]),
    arrays: [normal([3, 4]), normal([3, 4], 'b'), positive([3, 1])],
  },
  sub: binary(ops.sub),
  tanh: unary(ops.tanh),
  tile: unary((x) => ops.tile(x, [2, 1, 3]), normal([2, 3, 1])),
  topK: [
    unary((x) => ops.topK(x, { k: 2 }).values, apart([3, 6])),
    unary((x) => ops.topK(x, { k: 2, axis: 0, largest: false }).values, apart([4, 2])),
  ],
  transpose: unary((x) => ops.transpose(x, [2, 0, 1]), normal([2, 3, 4])),
  transposed: unary(ops.transposed, normal([2, 3, 4])),
  unsqueeze: unary((x) => ops.unsqueeze(x, [0, -1])),
  where: {
    f: ([c, a, b]) => ops.where(c!, a!, b!),
    arrays: [bools([1, 0, 0, 1], [1, 4]), normal([3, 4]), normal([3, 1])],
  },
  within: [
    { f: ([g]) => ops.within(g!, ops.mul(g!, 2), -1, 1), arrays: [awayFromZero([3, 4])] },
    {
      f: ([g, y]) => ops.within(g!, y!, 0, Number.POSITIVE_INFINITY),
      arrays: [normal([3, 4]), awayFromZero([3, 4], 'y')],
    },
  ],
  withGradient: unary((x) => ops.withGradient(ops.mul(square(x), x), [x], (g, { mul }) => [mul(g, mul(square(x), 3))])),
}

/** Operators and functions through which no gradient flows, each as a float32 or boolean or whole function of x [2, 2]. */
export const flatCases: Readonly<Record<string, (x: Tensor) => Tensor>> = {
  and: (x) => ops.and(ops.greater(x, 0), ops.less(x, 1)),
  argMax: (x) => ops.argMax(x, 1),
  argMin: (x) => ops.argMin(x, 1),
  cast: (x) => ops.cast(x, 'int64'),
  countOf: (x) => scalar(ops.countOf(x, [0, 1])),
  countWhere: (x) => ops.countWhere(ops.greater(x, 0)),
  equal: (x) => ops.equal(x, 1),
  greater: (x) => ops.greater(x, 0),
  greaterOrEqual: (x) => ops.greaterOrEqual(x, 0),
  less: (x) => ops.less(x, 0),
  lessOrEqual: (x) => ops.lessOrEqual(x, 0),
  matrix: () => ops.matrix([1, 2], [2]),
  not: (x) => ops.not(ops.greater(x, 0)),
  offDiagonal: (x) => ops.offDiagonal(ops.greater(x, 0)),
  or: (x) => ops.or(ops.greater(x, 0), ops.less(x, 1)),
  shape: ops.shape,
  sign: ops.sign,
  stopGradient: ops.stopGradient,
  zerosLike: ops.zerosLike,
}
