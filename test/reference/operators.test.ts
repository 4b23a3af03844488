import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ReferenceTensor } from './compare.ts'
import type { OperatorRow } from './operatorRow.ts'
import { checkOperatorRow } from './operators.ts'

const rows = JSON.parse(readFileSync(new URL('./operators.json', import.meta.url), 'utf8')) as readonly OperatorRow[]

describe('the reference values of operators', () => {
  it('are met, outputs and gradients, row for row', async () => {
    const verdicts = await Promise.all(rows.map(checkOperatorRow))
    const wrong = verdicts.flatMap(({ status, detail }, i) =>
      status === 'passed' ? [] : [`row ${i}: ${status} ${detail}`],
    )
    expect(wrong).toEqual([])
    expect(verdicts).toHaveLength(137)
  })
})

type Numbers = readonly (number | string)[]
const t = (data: Numbers, shape: readonly number[] = [data.length]): ReferenceTensor => ({ shape, data })
const image = (data: Numbers, rows = 1): ReferenceTensor => t(data, [1, 1, rows, data.length / rows])

type Extra = Pick<OperatorRow, 'upstream' | 'gradients'>
const row = (
  op: string,
  attributes: OperatorRow['attributes'] & object,
  inputs: Readonly<Record<string, ReferenceTensor>>,
  output: ReferenceTensor,
  extra: Extra = {},
): OperatorRow => ({ op, attributes, inputs, output, ...extra })

/** Gradients for an upstream gradient of the output's shape. */
const backwards = (upstream: ReferenceTensor, gradients: Readonly<Record<string, ReferenceTensor>>): Extra => ({
  upstream,
  gradients,
})

describe('checkOperatorRow, by hand', () => {
  const cases: readonly (readonly [string, OperatorRow])[] = [
    [
      'max pooling counts a last partial window in ceil mode',
      row(
        'MaxPool',
        { kernel_shape: [1, 2], strides: [1, 2], ceil_mode: 1 },
        { X: image([1, 2, 3, 4, 5]) },
        image([2, 4, 5]),
        {
          ...backwards(image([1, 2, 3]), { X: image([0, 1, 0, 2, 3]) }),
        },
      ),
    ],
    [
      'max pooling steps by 1 where strides are left out',
      row('MaxPool', { kernel_shape: [1, 2] }, { X: image([1, 3, 2]) }, image([3, 3])),
    ],
    [
      'average pooling leaves the border out by default',
      row('AveragePool', { kernel_shape: [1, 2], pads: [0, 1, 0, 0] }, { X: image([2, 4]) }, image([2, 3]), {
        ...backwards(image([1, 1]), { X: image([1.5, 0.5]) }),
      }),
    ],
    [
      'average pooling divides by what a partial window covers',
      row(
        'AveragePool',
        { kernel_shape: [1, 3], strides: [1, 2], ceil_mode: 1, count_include_pad: 1 },
        { X: image([1, 2, 3, 4]) },
        image([2, 3.5]),
        backwards(image([3, 2]), { X: image([1, 1, 2, 1]) }),
      ),
    ],
    [
      'a border counts in average pooling where asked',
      row(
        'AveragePool',
        { kernel_shape: [2, 1], pads: [1, 0, 0, 0], count_include_pad: 1 },
        { X: image([2, 4], 2) },
        image([1, 3], 2),
      ),
    ],
    [
      'a convolution of signals has one axis',
      row('Conv', {}, { X: t([1, 2, 3, 4], [1, 1, 4]), W: t([1, 10], [1, 1, 2]) }, t([21, 32, 43], [1, 1, 3]), {
        ...backwards(t([1, 0, 2], [1, 1, 3]), { X: t([1, 10, 2, 20], [1, 1, 4]), W: t([7, 10], [1, 1, 2]) }),
      }),
    ],
    [
      'a convolution pads itself to the same size, more below and right',
      row(
        'Conv',
        { auto_pad: 'SAME_UPPER', kernel_shape: [1, 2] },
        { X: image([1, 2, 3]), W: image([1, 1]) },
        image([3, 5, 3]),
      ),
    ],
    [
      'or more above and left',
      row('Conv', { auto_pad: 'SAME_LOWER' }, { X: image([1, 2, 3]), W: image([1, 1]) }, image([1, 3, 5])),
    ],
    [
      'a convolution takes uneven pads',
      row('Conv', { pads: [0, 2, 0, 0] }, { X: image([1, 2, 3]), W: image([1, 10]) }, image([0, 10, 21, 32]), {
        ...backwards(image([1, 1, 1, 1]), { X: image([11, 11, 10]), W: image([3, 6]) }),
      }),
    ],
    [
      'a transposed convolution spreads the image out',
      row(
        'ConvTranspose',
        { strides: [1, 2] },
        { X: image([1, 2]), W: image([1, 10]), B: t([100]) },
        image([101, 110, 102, 120]),
      ),
    ],
    [
      'a reduction keeps its axes by default, and no axes are all axes',
      row('ReduceMean', { axes: [] }, { X: t([1, 2, 3, 6], [2, 2]) }, t([3], [1, 1]), {
        ...backwards(t([4], [1, 1]), { X: t([1, 1, 1, 1], [2, 2]) }),
      }),
    ],
    [
      'a reduction over no axes may change nothing',
      row('ReduceSum', { noop_with_empty_axes: 1, keepdims: 0 }, { X: t([1, 2]) }, t([1, 2])),
    ],
    [
      'a product of vectors is a scalar',
      row('MatMul', {}, { A: t([1, 2]), B: t([3, 4]) }, t([11], []), {
        ...backwards(t([2], []), { A: t([6, 8]), B: t([2, 4]) }),
      }),
    ],
    [
      'a product of a matrix and a vector is a vector',
      row('MatMul', {}, { A: t([1, 2, 3, 4], [2, 2]), B: t([1, 10]) }, t([21, 43]), {
        ...backwards(t([1, 2]), { A: t([1, 10, 2, 20], [2, 2]), B: t([7, 10]) }),
      }),
    ],
    [
      'a general product has factors 1 and no third operand by default',
      row('Gemm', { transB: 1 }, { A: t([1, 2], [1, 2]), B: t([3, 4], [1, 2]) }, t([11], [1, 1])),
    ],
    [
      'clipping may have no ceiling',
      row('Clip', { min: 0 }, { X: t([-1, 2]) }, t([0, 2]), backwards(t([1, 1]), { X: t([0, 1]) })),
    ],
    ['clipping may have no floor', row('Clip', { max: 0 }, { X: t([-1, 2]) }, t([-1, 0]))],
    [
      'bounds of clipping may be inputs',
      row('Clip', {}, { X: t([-3, 2]), min: t([-1], []), max: t([1], []) }, t([-1, 1])),
    ],
    [
      'an exponent may be a tensor, with a gradient of its own',
      row('Pow', {}, { A: t([2, Math.E]), B: t([3, 1]) }, t([8, Math.E]), {
        ...backwards(t([1, 1]), { A: t([12, 1]), B: t([8 * Math.LN2, Math.E]) }),
      }),
    ],
    ['the largest may be of three', row('Max', {}, { A: t([1, 5]), B: t([2]), C: t([3, 0]) }, t([3, 5]))],
    [
      'negative indices count from the end, and their shape replaces the axis',
      row('Gather', { axis: 1, indices: [[-1], [0]] }, { X: t([1, 2, 3, 4], [2, 2]) }, t([2, 1, 4, 3], [2, 2, 1]), {
        ...backwards(t([1, 2, 3, 4], [2, 2, 1]), { X: t([2, 1, 4, 3], [2, 2]) }),
      }),
    ],
    ['one index takes the axis away', row('Gather', { indices: 1 }, { X: t([1, 2, 3, 4], [2, 2]) }, t([3, 4]))],
    [
      'a slice runs backwards',
      row(
        'Slice',
        { starts: [-1], ends: ['-9223372036854775808'], axes: [0], steps: [-2] },
        { X: t([1, 2, 3, 4]) },
        t([4, 2]),
        {
          ...backwards(t([1, 2]), { X: t([0, 2, 0, 1]) }),
        },
      ),
    ],
    [
      'a slice may end far beyond the end',
      row('Slice', { starts: [1], ends: ['9223372036854775807'] }, { X: t([1, 2, 3]) }, t([2, 3])),
    ],
    [
      'a slice may be empty',
      row('Slice', { starts: [2], ends: [1] }, { X: t([1, 2, 3]) }, t([]), {
        ...backwards(t([]), { X: t([0, 0, 0]) }),
      }),
    ],
    [
      'the smallest come in order too',
      row('TopK', { k: 2, largest: 0 }, { X: t([3, 1, 2]) }, t([1, 2]), {
        ...backwards(t([5, 6]), { X: t([0, 5, 6]) }),
      }),
    ],
    [
      'running sums may leave their own element out and start at the end',
      row('CumSum', { axis: -1, exclusive: 1, reverse: 1 }, { X: t([1, 2, 4]) }, t([6, 4, 0]), {
        ...backwards(t([1, 10, 100]), { X: t([0, 1, 11]) }),
      }),
    ],
    [
      'the nearest pixel is repeated',
      row('Resize', { mode: 'nearest', scales: [1, 1, 1, 3] }, { X: image([1, 2]) }, image([1, 1, 1, 2, 2, 2]), {
        ...backwards(image([1, 2, 3, 4, 5, 6]), { X: image([6, 15]) }),
      }),
    ],
    [
      'pixels are interpolated between their centres',
      row('Resize', { mode: 'linear', scales: [1, 1, 1, 2] }, { X: image([0, 4]) }, image([0, 1, 3, 4]), {
        ...backwards(image([1, 1, 1, 1]), { X: image([2, 2]) }),
      }),
    ],
    [
      'flattening at 0 makes one row',
      row('Flatten', { axis: 0 }, { X: t([1, 2, 3, 4], [2, 2]) }, t([1, 2, 3, 4], [1, 4])),
    ],
    [
      'the last of even parts may be shorter',
      row('Split', { num_outputs: 3, take: 2 }, { X: t([1, 2, 3, 4, 5, 6, 7]) }, t([7]), {
        ...backwards(t([9]), { X: t([0, 0, 0, 0, 0, 0, 9]) }),
      }),
    ],
    ['squeezing without axes takes all axes of length 1', row('Squeeze', {}, { X: t([1, 2], [1, 2, 1]) }, t([1, 2]))],
    [
      'new axes may be counted from the end',
      row('Unsqueeze', { axes: [-1, 0] }, { X: t([1, 2]) }, t([1, 2], [1, 2, 1])),
    ],
    [
      '0 in a shape keeps the dimension',
      row('Reshape', { shape: [0, -1] }, { X: t([1, 2, 3, 4], [2, 1, 2]) }, t([1, 2, 3, 4], [2, 2])),
    ],
    ['axes turn around by default', row('Transpose', {}, { X: t([1, 2, 3, 4], [2, 2]) }, t([1, 3, 2, 4], [2, 2]))],
    [
      'a border may mirror',
      row('Pad', { pads: [2, 1], mode: 'reflect' }, { X: t([1, 2, 3]) }, t([3, 2, 1, 2, 3, 2]), {
        ...backwards(t([1, 1, 1, 1, 1, 1]), { X: t([1, 3, 2]) }),
      }),
    ],
    ['a negative border cuts off', row('Pad', { pads: [-1, 1], value: 7 }, { X: t([1, 2, 3]) }, t([2, 3, 7]))],
    [
      'a border may be of some axes',
      row('Pad', { pads: [1, 0], axes: [-1] }, { X: t([1, 2], [2, 1]) }, t([0, 1, 0, 2], [2, 2])),
    ],
    [
      'a sum of products implies its result',
      row('Einsum', { equation: 'ba, b' }, { A: t([1, 2, 3, 4], [2, 2]), B: t([1, 10]) }, t([31, 42]), {
        ...backwards(t([1, 2]), { A: t([1, 2, 10, 20], [2, 2]), B: t([5, 11]) }),
      }),
    ],
    [
      'a choice broadcasts its condition',
      row('Where', { condition: [[1], [0]] }, { A: t([1, 2]), B: t([3, 4]) }, t([1, 2, 3, 4], [2, 2]), {
        ...backwards(t([1, 2, 3, 4], [2, 2]), { A: t([1, 2]), B: t([3, 4]) }),
      }),
    ],
    ['a hard sigmoid has slope 0.2 by default', row('HardSigmoid', {}, { X: t([1, -9]) }, t([0.7, 0]))],
    ['a leaky rectifier leaks 0.01 by default', row('LeakyRelu', {}, { X: t([1, -2]) }, t([1, -0.02]))],
    [
      'softmax is over the last axis by default',
      row('Softmax', {}, { X: t([0, 0, 5, 5], [2, 2]) }, t([0.5, 0.5, 0.5, 0.5], [2, 2])),
    ],
    [
      'layers are normalized from an axis on, without bias too',
      row(
        'LayerNormalization',
        { axis: 1, epsilon: 0 },
        { X: t([0, 2, 1, 1], [1, 2, 2]), scale: t([1, 1, 1, 1], [2, 2]) },
        {
          ...t([-Math.SQRT2, Math.SQRT2, 0, 0], [1, 2, 2]),
        },
      ),
    ],
    ['infinities are met', row('Log', {}, { X: t([0, 1, -1]) }, t(['-Infinity', 0, 'NaN']))],
    ['what a row leaves out may be null', row('Split', { split: null, take: null }, { X: t([1, 2]) }, t([1]))],
  ]
  it.each(cases)('%s', async (_, one) => {
    expect(await checkOperatorRow(one)).toEqual({ status: 'passed', detail: '' })
  })

  it.each([
    ['an operator', row('Gru', {}, { X: t([1]) }, t([1])), 'operator Gru'],
    [
      'a value',
      row('Resize', { mode: 'cubic', scales: [2] }, { X: t([1]) }, t([1])),
      'mode must be one of nearest, linear',
    ],
    ['an attribute', row('Relu', { limit: 6 }, { X: t([1]) }, t([1])), 'Relu: limit'],
    ['an input', row('Relu', {}, { X: t([1]), mask: t([1]) }, t([1])), 'Relu: mask'],
    [
      'a rank',
      row('MaxPool', { kernel_shape: [2, 2, 2] }, { X: t([1], [1, 1, 1, 1, 1]) }, t([1])),
      'two whole numbers',
    ],
    [
      'dilated averages',
      row('AveragePool', { kernel_shape: [1, 1], dilations: [2, 1] }, { X: image([1]) }, image([1])),
      'dilations',
    ],
  ])('%s that we lack is unsupported, by name', async (_, one, detail) => {
    const verdict = await checkOperatorRow(one)
    expect(verdict.status).toBe('unsupported')
    expect(verdict.detail).toContain(detail)
  })

  it('a number, a gradient or a shape that is off fails, saying which', async () => {
    const x = { X: t([1, 2]) }
    expect((await checkOperatorRow(row('Relu', {}, x, t([1, 2.1])))).detail).toBe('Relu: output[1]: 2, not 2.1')
    const gradient = backwards(t([1, 1]), { X: t([1, 3]) })
    expect((await checkOperatorRow(row('Relu', {}, x, t([1, 2]), gradient))).detail).toContain(
      'gradient of X[1]: 1, not 3',
    )
    expect((await checkOperatorRow(row('Relu', {}, x, t([1, 2], [2, 1])))).detail).toContain('shape [2], not [2,1]')
  })
})
