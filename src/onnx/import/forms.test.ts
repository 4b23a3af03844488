import { describe, expect, it } from 'vitest'
import { bools, floats, ints } from '../../tensor/array.ts'
import { node } from '../models.testing.ts'
import type { Form } from './checkForm.testing.ts'
import { checkForm } from './checkForm.testing.ts'

const list = (...values: number[]) => ints(values)
const one = (value: number) => floats([value], [])
const image = (shape: readonly number[]) =>
  floats(
    Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => Math.sin(3 * i + 1)),
    shape,
  )
const positive = (noise: { uniform(): number }): number => 0.5 + noise.uniform()

const unary = (opset: number, operator: string, rest: Partial<Form> = {}): [string, Form] => [
  `${operator} ${opset}`,
  { opset, nodes: [node(`${operator} x -> y`)], ...rest },
]

const forms: Readonly<Record<string, Readonly<Record<string, Form>>>> = {
  'elementwise functions': Object.fromEntries([
    ...['Erf', 'Exp', 'Neg', 'Sin', 'Cos', 'Sigmoid', 'Tanh', 'Softplus'].map((name) => unary(9, name)),
    ...['Log', 'Sqrt', 'Reciprocal', 'Tan'].map((name) =>
      unary(13, name, { values: (noise) => 0.4 + noise.uniform() }),
    ),
    ...['Abs', 'Relu', 'Softsign', 'Selu', 'Elu', 'LeakyRelu'].map((name) => unary(13, name, { values: positive })),
    ...['Celu', 'HardSwish', 'Identity'].map((name) => unary(14, name, { values: positive })),
    unary(18, 'Mish'),
    unary(20, 'Gelu'),
    unary(9, 'Sign', { differentiable: false }),
    unary(13, 'IsNaN', { differentiable: false, outputType: 9 }),
    ['Gelu 20, by tanh', { opset: 20, nodes: [node('Gelu x -> y', { approximate: 'tanh' })] }],
    ['HardSigmoid', { opset: 9, nodes: [node('HardSigmoid x -> y', { alpha: 0.1, beta: 0.4 })] }],
    ['ThresholdedRelu', { opset: 10, nodes: [node('ThresholdedRelu x -> y', { alpha: 0.3 })], values: positive }],
    ['Celu with alpha', { opset: 12, nodes: [node('Celu x -> y', { alpha: 0.5 })], values: (n) => -positive(n) }],
    ['PRelu', { opset: 9, nodes: [node('PRelu x s -> y')], initializers: { s: image([3, 1, 1]) }, values: positive }],
    [
      'Max of three',
      { opset: 13, nodes: [node('Max x a b -> y')], initializers: { a: one(0.1), b: one(-4) }, values: positive },
    ],
    ['Min', { opset: 8 + 1, nodes: [node('Min x a -> y')], initializers: { a: one(5) } }],
    [
      'Sum and Mean',
      { opset: 13, nodes: [node('Sum x x a -> s'), node('Mean s x -> y')], initializers: { a: image([5]) } },
    ],
    ...[-1, 0.5, 1, 2, 3, 1.7].map((p): [string, Form] => [
      `Pow ${p}`,
      { opset: 13, nodes: [node('Pow x p -> y')], initializers: { p: one(p) }, values: positive },
    ]),
    ['Pow of a whole number', { opset: 13, nodes: [node('Pow x p -> y')], initializers: { p: ints([2], []) } }],
    ['Where', { opset: 16, nodes: [node('Where c x a -> y')], initializers: { c: bools([1, 0, 1, 0, 1]), a: one(2) } }],
    [
      'Clip 6, attributes',
      { opset: 10, nodes: [node('Clip x -> y', { min: -0.3, max: { float: 9 } })], values: positive },
    ],
    ['Clip 11, one bound', { opset: 11, nodes: [node('Clip x - high -> y')], initializers: { high: one(9) } }],
    [
      'Clip 13, both',
      { opset: 13, nodes: [node('Clip x low high -> y')], initializers: { low: one(-9), high: one(9) } },
    ],
    ...[
      { opset: 10, nodes: [node('Clip x -> y', { min: { float: 0 }, max: { float: 6 } })] },
      { opset: 13, nodes: [node('Clip x low high -> y')], initializers: { low: one(0), high: one(6) } },
    ].map((form): [string, Form] => [
      `Clip ${form.opset}, ReLU6`,
      // On all three pieces, away from the kinks.
      { ...form, values: (noise) => [-1, 2, 5, 8][Math.floor(4 * noise.uniform())]! + noise.uniform() / 2 },
    ]),
    ['Clip without bounds', { opset: 13, nodes: [node('Clip x -> y')] }],
    ['Dropout 10', { opset: 10, nodes: [node('Dropout x -> y', { ratio: 0.5 })] }],
    [
      'Dropout 13',
      { opset: 13, nodes: [node('Dropout x r t -> y')], initializers: { r: one(0.5), t: bools([0], []) } },
    ],
    [
      'Cast to another float and back',
      { opset: 13, nodes: [node('Cast x -> d', { to: 11 }), node('Cast d -> y', { to: 1 })] },
    ],
    [
      'Cast to whole numbers',
      { opset: 13, nodes: [node('Cast x -> y', { to: 7 })], differentiable: false, outputType: 7 },
    ],
  ]),

  softmax: {
    'below 13 takes the axes from axis on as one': { opset: 12, nodes: [node('Softmax x -> y', { axis: 2 })] },
    'below 13 begins with axis 1 where nothing is said': { opset: 11, nodes: [node('Softmax x -> y')] },
    'below 13 of the last axis': { opset: 9, nodes: [node('LogSoftmax x -> y', { axis: 3 })] },
    'since 13 is along one axis': { opset: 13, nodes: [node('Softmax x -> y', { axis: 1 })] },
    'since 13 the last where nothing is said': { opset: 17, nodes: [node('LogSoftmax x -> y')] },
  },

  reductions: Object.fromEntries([
    ...['ReduceL1', 'ReduceL2', 'ReduceLogSum', 'ReduceLogSumExp', 'ReduceMean', 'ReduceSum', 'ReduceSumSquare'].map(
      (name): [string, Form] => [
        `${name} 11, axes by attribute`,
        { opset: 11, nodes: [node(`${name} x -> y`, { axes: [1, -1], keepdims: 0 })], values: positive },
      ],
    ),
    ...['ReduceMax', 'ReduceMin', 'ReduceMean', 'ReduceL2'].map((name): [string, Form] => [
      `${name} 18, axes as input`,
      { opset: 18, nodes: [node(`${name} x a -> y`)], initializers: { a: list(2, 3) } },
    ]),
    [
      'ReduceSum 13, axes as input',
      { opset: 13, nodes: [node('ReduceSum x a -> y', { keepdims: 0 })], initializers: { a: list(-2) } },
    ],
    ['ReduceSum over all', { opset: 13, nodes: [node('ReduceSum x -> y')] }],
    [
      'ReduceMean over none',
      { opset: 18, nodes: [node('ReduceMean x a -> y', { noop_with_empty_axes: 1 })], initializers: { a: list() } },
    ],
    [
      'ArgMax',
      { opset: 13, nodes: [node('ArgMax x -> y', { axis: 1, keepdims: 0 })], differentiable: false, outputType: 7 },
    ],
    [
      'TopK',
      { opset: 11, nodes: [node('TopK x k -> y i', { axis: 1 })], initializers: { k: list(2) }, x: [1, 5, 2, 2] },
    ],
    ['CumSum', { opset: 14, nodes: [node('CumSum x a -> y', { reverse: 1 })], initializers: { a: ints([1], []) } }],
  ]),

  products: {
    'MatMul with a matrix': { opset: 13, nodes: [node('MatMul x w -> y')], initializers: { w: image([5, 2]) } },
    'MatMul with a vector': { opset: 13, nodes: [node('MatMul x w -> y')], initializers: { w: image([5]) } },
    'MatMul from a vector': { opset: 13, nodes: [node('MatMul w x -> y')], initializers: { w: image([4]) } },
    Gemm: {
      opset: 13,
      nodes: [node('Gemm x w b -> y', { transA: 1, transB: 1, alpha: 0.5, beta: { float: 2 } })],
      initializers: { w: image([3, 4]), b: image([3]) },
      x: [4, 2],
    },
    Einsum: {
      opset: 12,
      nodes: [node('Einsum x w -> y', { equation: 'bhij,jk->bkhi' })],
      initializers: { w: image([5, 2]) },
    },
  },

  'convolutions and pools': Object.fromEntries([
    [
      'Conv',
      {
        opset: 11,
        nodes: [node('Conv x w b -> y', { strides: [2, 1], pads: [1, 0, 0, 2], dilations: [1, 2] })],
        initializers: { w: image([4, 3, 2, 2]), b: image([4]) },
      },
    ],
    [
      'Conv in groups',
      {
        opset: 11,
        nodes: [node('Conv x w -> y', { group: 3, kernel_shape: [3, 3] })],
        initializers: { w: image([6, 1, 3, 3]) },
      },
    ],
    ...['SAME_UPPER', 'SAME_LOWER', 'VALID'].map((auto): [string, Form] => [
      `Conv ${auto}`,
      {
        opset: 11,
        nodes: [node('Conv x w -> y', { auto_pad: auto, strides: [2, 2] })],
        initializers: { w: image([2, 3, 3, 2]) },
      },
    ]),
    [
      'Conv of signals',
      {
        opset: 11,
        nodes: [node('Conv x w -> y', { pads: [1, 1], strides: [2] })],
        initializers: { w: image([2, 3, 3]) },
        x: [2, 3, 8],
      },
    ],
    [
      'ConvTranspose',
      {
        opset: 11,
        nodes: [node('ConvTranspose x w b -> y', { strides: [2, 2], pads: [1, 0, 1, 0], output_padding: [1, 0] })],
        initializers: { w: image([3, 2, 3, 2]), b: image([2]) },
      },
    ],
    ['MaxPool', { opset: 12, nodes: [node('MaxPool x -> y', { kernel_shape: [2, 2] })] }],
    [
      'MaxPool, ceiled',
      {
        opset: 10,
        nodes: [node('MaxPool x -> y', { kernel_shape: [3, 2], strides: [2, 2], ceil_mode: 1, pads: [1, 0, 0, 1] })],
      },
    ],
    [
      'MaxPool SAME_UPPER',
      { opset: 12, nodes: [node('MaxPool x -> y', { kernel_shape: [3, 3], strides: [2, 2], auto_pad: 'SAME_UPPER' })] },
    ],
    [
      'AveragePool',
      { opset: 11, nodes: [node('AveragePool x -> y', { kernel_shape: [3, 2], pads: [1, 1, 1, 0], strides: [2, 1] })] },
    ],
    [
      'AveragePool, the border counted',
      {
        opset: 11,
        nodes: [node('AveragePool x -> y', { kernel_shape: [3, 2], pads: [1, 1, 1, 0], count_include_pad: 1 })],
      },
    ],
    [
      'AveragePool, ceiled',
      { opset: 19, nodes: [node('AveragePool x -> y', { kernel_shape: [3, 2], strides: [2, 2], ceil_mode: 1 })] },
    ],
    [
      'AveragePool, ceiled and counted',
      {
        opset: 19,
        nodes: [
          node('AveragePool x -> y', {
            kernel_shape: [3, 2],
            strides: [2, 2],
            ceil_mode: 1,
            count_include_pad: 1,
            pads: [1, 0, 0, 0],
          }),
        ],
      },
    ],
    ['GlobalAveragePool', { opset: 9, nodes: [node('GlobalAveragePool x -> y')] }],
    ['GlobalMaxPool', { opset: 9, nodes: [node('GlobalMaxPool x -> y')] }],
  ]),

  normalizations: {
    'BatchNormalization 9': batchNormalization(9, {}),
    'BatchNormalization 15': batchNormalization(15, { epsilon: 1e-3, momentum: 0.7 }),
    InstanceNormalization: {
      opset: 9,
      nodes: [node('InstanceNormalization x s b -> y')],
      initializers: { s: image([3]), b: image([3]) },
    },
    LayerNormalization: {
      opset: 17,
      nodes: [node('LayerNormalization x s b -> y', { axis: 2 })],
      initializers: { s: image([4, 5]), b: image([4, 5]) },
    },
    'LayerNormalization without bias': {
      opset: 17,
      nodes: [node('LayerNormalization x s -> y')],
      initializers: { s: image([5]) },
    },
    'GroupNormalization 21': {
      opset: 21,
      nodes: [node('GroupNormalization x s b -> y', { num_groups: 2 })],
      initializers: { s: image([4]), b: image([4]) },
      x: [2, 4, 2, 2],
    },
    'GroupNormalization 18, one number for each group': {
      opset: 18,
      nodes: [node('GroupNormalization x s b -> y', { num_groups: 2 })],
      initializers: { s: image([2]), b: image([2]) },
      x: [2, 4, 2, 2],
    },
    'RMSNormalization 23': { opset: 23, nodes: [node('RMSNormalization x s -> y')], initializers: { s: image([5]) } },
    'LpNormalization, 2': { opset: 9, nodes: [node('LpNormalization x -> y', { axis: 1 })] },
    'LpNormalization, 1': { opset: 9, nodes: [node('LpNormalization x -> y', { axis: 1, p: 1 })], values: positive },
    LRN: { opset: 9, nodes: [node('LRN x -> y', { size: 3, alpha: 0.1, bias: { float: 2 } })], x: [1, 5, 2, 3] },
  },

  shapes: {
    'Reshape with 0 and -1': { opset: 13, nodes: [node('Reshape x s -> y')], initializers: { s: list(0, -1, 5) } },
    'Reshape, 0 kept': {
      opset: 14,
      nodes: [node('Reshape x s -> y', { allowzero: 1 })],
      initializers: { s: list(6, 20) },
    },
    'Flatten from an axis': { opset: 11, nodes: [node('Flatten x -> y', { axis: -1 })] },
    'Squeeze 11': { opset: 11, nodes: [node('Squeeze x -> y', { axes: [1] })], x: [2, 1, 3, 1] },
    'Squeeze 13': { opset: 13, nodes: [node('Squeeze x a -> y')], initializers: { a: list(-1) }, x: [2, 1, 3, 1] },
    'Squeeze of all': { opset: 13, nodes: [node('Squeeze x -> y')], x: [2, 1, 3, 1] },
    'Unsqueeze 11': { opset: 11, nodes: [node('Unsqueeze x -> y', { axes: [0, 3] })] },
    'Unsqueeze 13': { opset: 13, nodes: [node('Unsqueeze x a -> y')], initializers: { a: list(-1) } },
    'Transpose without order': { opset: 9, nodes: [node('Transpose x -> y')] },
    Expand: { opset: 13, nodes: [node('Expand x s -> y')], initializers: { s: list(2, 1, 3, 1) }, x: [2, 2, 1, 3] },
    Tile: { opset: 13, nodes: [node('Tile x r -> y')], initializers: { r: list(1, 2, 1, 2) }, x: [1, 2, 2, 2] },
    Concat: { opset: 13, nodes: [node('Concat x a x -> y', { axis: -1 })], initializers: { a: image([2, 3, 4, 1]) } },
    'Shape and what is computed of it': {
      opset: 13,
      nodes: [
        node('Shape x -> s'),
        node('Gather s zero -> n'),
        node('Unsqueeze n front -> n1'),
        node('Gather s place -> c'),
        node('Mul c two -> c2'),
        node('Div c2 two -> c3'),
        node('Concat n1 c3 rest -> t', { axis: 0 }),
        node('Reshape x t -> y'),
      ],
      initializers: { zero: ints([0], []), front: list(0), place: list(1), two: list(2), rest: list(-1) },
    },
    'Shape 15 with start and end': {
      opset: 15,
      nodes: [
        node('Shape x -> s', { start: 1, end: -1 }),
        node('Concat s r -> t', { axis: 0 }),
        node('Reshape x t -> y'),
      ],
      initializers: { r: list(-1) },
    },
    'Expand as PyTorch writes it': {
      opset: 13,
      nodes: [
        node('Shape x -> s'),
        node('ConstantOfShape four -> ones', { value: { array: ints([1]) } }),
        node('Mul ones minus -> m'),
        node('Equal wanted m -> e'),
        node('Where e ones wanted -> t'),
        node('Expand x t -> y'),
      ],
      initializers: { four: list(4), minus: ints([-1], []), wanted: list(-1, 3, -1, 5) },
      x: [2, 1, 4, 5],
    },
    'Range, Size, Trilu, Mod': {
      opset: 14,
      nodes: [
        node('Size x -> n'),
        node('Mod n seven -> m'),
        node('Add m two -> k'),
        node('Range zero k one -> r'),
        node('Gather x r -> g', { axis: 3 }),
        node('Trilu g -> y', { upper: 0 }),
      ],
      initializers: { seven: ints([7], []), two: ints([2], []), zero: ints([0], []), one: ints([1], []) },
    },
  },

  parts: {
    'Slice 9, attributes': {
      opset: 9,
      nodes: [node('Slice x -> y', { starts: [1, -3], ends: [9, -1], axes: [1, 3] })],
    },
    'Slice 10, inputs': {
      opset: 10,
      nodes: [node('Slice x s e a t -> y')],
      initializers: { s: list(-1, 0), e: list(-9, 4), a: list(3, 2), t: list(-2, 2) },
    },
    'Split 11': { opset: 11, nodes: [node('Split x -> a y b', { axis: 1 })] },
    'Split 11 with lengths': { opset: 11, nodes: [node('Split x -> a y', { axis: 3, split: [2, 3] })] },
    'Split 13': { opset: 13, nodes: [node('Split x s -> a y', { axis: 3 })], initializers: { s: list(4, 1) } },
    'Split 18 in unequal parts': { opset: 18, nodes: [node('Split x -> a b y', { axis: 3, num_outputs: 3 })] },
    'Gather of one place': {
      opset: 13,
      nodes: [node('Gather x i -> y', { axis: 1 })],
      initializers: { i: ints([-1], []) },
    },
    'Gather of several': {
      opset: 13,
      nodes: [node('Gather x i -> y', { axis: 2 })],
      initializers: { i: ints([3, 0, 3, 1], [2, 2]) },
    },
    GatherElements: {
      opset: 13,
      nodes: [node('GatherElements x i -> y', { axis: 1 })],
      initializers: { i: ints([1, 0, 1, 1], [2, 2]) },
      x: [2, 2],
    },
    GatherND: { opset: 13, nodes: [node('GatherND x i -> y')], initializers: { i: ints([1, 2, 0, 0], [2, 2]) } },
    ScatterND: {
      opset: 16,
      nodes: [node('ScatterND x i u -> y')],
      initializers: { i: ints([1, 0], [2, 1]), u: image([2, 3]) },
      x: [3, 3],
    },
    ScatterElements: {
      opset: 13,
      nodes: [node('ScatterElements x i u -> y', { axis: 1 })],
      initializers: { i: ints([1, 0], [2, 1]), u: image([2, 1]) },
      x: [2, 3],
    },
    'Pad 10, attributes': { opset: 10, nodes: [node('Pad x -> y', { pads: [0, 0, 1, -1, 0, 0, 0, 2], value: 1.5 })] },
    'Pad 11, inputs': {
      opset: 11,
      nodes: [node('Pad x p v -> y')],
      initializers: { p: list(0, 0, 1, 0, 0, 0, 0, 2), v: one(3) },
    },
    'Pad 18, axes': {
      opset: 18,
      nodes: [node('Pad x p - a -> y', { mode: 'reflect' })],
      initializers: { p: list(1, 2), a: list(3) },
    },
    'Pad by the edge': {
      opset: 13,
      nodes: [node('Pad x p -> y', { mode: 'edge' })],
      initializers: { p: list(0, 0, 1, 0, 0, 0, 0, 2) },
    },
    'DepthToSpace DCR': { opset: 11, nodes: [node('DepthToSpace x -> y', { blocksize: 2 })], x: [1, 8, 2, 3] },
    'DepthToSpace CRD': {
      opset: 11,
      nodes: [node('DepthToSpace x -> y', { blocksize: 2, mode: 'CRD' })],
      x: [1, 8, 2, 3],
    },
    SpaceToDepth: { opset: 13, nodes: [node('SpaceToDepth x -> y', { blocksize: 2 })], x: [1, 2, 4, 6] },
  },

  resizing: {
    'Upsample 9, nearest': {
      opset: 9,
      nodes: [node('Upsample x s -> y', { mode: 'nearest' })],
      initializers: { s: floats([1, 1, 2, 3]) },
    },
    'Upsample 9, linear': {
      opset: 9,
      nodes: [node('Upsample x s -> y', { mode: 'linear' })],
      initializers: { s: floats([1, 1, 2, 2]) },
    },
    'Resize 10': {
      opset: 10,
      nodes: [node('Resize x s -> y', { mode: 'linear' })],
      initializers: { s: floats([1, 1, 1.5, 2]) },
    },
    'Resize 10, nearest': {
      opset: 10,
      nodes: [node('Resize x s -> y')],
      initializers: { s: floats([1, 1, 0.5, 1.6]) },
    },
    'Resize 11, scales': {
      opset: 11,
      nodes: [node('Resize x r s -> y', { mode: 'linear', coordinate_transformation_mode: 'align_corners' })],
      initializers: { r: floats([]), s: floats([1, 1, 2, 1.7]) },
    },
    'Resize 13, sizes': {
      opset: 13,
      nodes: [node('Resize x - - s -> y', { mode: 'linear', coordinate_transformation_mode: 'pytorch_half_pixel' })],
      initializers: { s: list(2, 3, 7, 3) },
    },
    'Resize 13, asymmetric and nearest': {
      opset: 13,
      nodes: [node('Resize x - - s -> y', { coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' })],
      initializers: { s: list(2, 3, 7, 9) },
    },
    'Resize 18, axes': {
      opset: 18,
      nodes: [node('Resize x - - s -> y', { mode: 'linear', axes: [2, 3] })],
      initializers: { s: list(6, 4) },
    },
    'Resize, cubic': {
      opset: 13,
      nodes: [node('Resize x - - s -> y', { mode: 'cubic' })],
      initializers: { s: list(2, 3, 6, 3) },
    },
    'Resize, cubic with another coefficient, nothing outside': {
      opset: 13,
      nodes: [node('Resize x - s -> y', { mode: 'cubic', cubic_coeff_a: -0.5, exclude_outside: 1 })],
      initializers: { s: floats([1, 1, 1.5, 2]) },
    },
    'Resize 18, antialiased': {
      opset: 18,
      nodes: [node('Resize x - - s -> y', { mode: 'linear', antialias: 1 })],
      initializers: { s: list(2, 3, 2, 3) },
    },
    'Resize 18, cubic and antialiased': {
      opset: 18,
      nodes: [node('Resize x - - s -> y', { mode: 'cubic', antialias: 1 })],
      initializers: { s: list(1, 1, 3, 5) },
      x: [1, 1, 8, 9],
    },
  },

  constants: {
    'of one float': { opset: 12, nodes: [node('Constant -> c', { value_float: 0.5 }), node('Mul x c -> y')] },
    'of floats': {
      opset: 12,
      nodes: [node('Constant -> c', { value_floats: { floats: [1, 2, 3, 4, 5] } }), node('Mul x c -> y')],
    },
    'of one whole number': {
      opset: 12,
      nodes: [node('Constant -> i', { value_int: 1 }), node('Gather x i -> y', { axis: 1 })],
    },
    'of whole numbers': {
      opset: 12,
      nodes: [node('Constant -> s', { value_ints: [6, -1] }), node('Reshape x s -> y')],
    },
    'of a tensor': { opset: 9, nodes: [node('Constant -> c', { value: { array: image([5]) } }), node('Add x c -> y')] },
  },
}

function batchNormalization(opset: number, attributes: Record<string, number>): Form {
  return {
    opset,
    nodes: [node('BatchNormalization x s b m v -> y', attributes)],
    initializers: { s: image([3]), b: image([3]), m: image([3]), v: floats([0.5, 1, 2]) },
  }
}

describe.each(Object.entries(forms))('%s, imported', (_, cases) => {
  it.each(
    Object.entries(cases),
  )('%s: what the runtime gives of the file, and the gradient of finite differences', async (_name, form) => {
    expect(await checkForm(form)).toEqual([])
  })
})
