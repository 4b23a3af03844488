import { describe, expect, it } from 'vitest'
import type { ModelText } from '../../onnx/models.testing.ts'
import { modelBytes, node } from '../../onnx/models.testing.ts'
import { readModel } from '../../onnx/readModel.ts'
import { random } from '../../random.ts'
import { openSession } from '../../runtime/session.ts'
import type { NumericArray } from '../../tensor/array.ts'
import { floats, ints, sizeOf } from '../../tensor/array.ts'
import { gradientError, run } from '../run.testing.ts'
import type { ImportedNetworkOptions } from './importedNetwork.ts'
import { importedNetwork } from './importedNetwork.ts'

const numbers = (shape: readonly number[], seed = 0): NumericArray => {
  const noise = random(`${seed} ${shape}`)
  return floats(
    Float32Array.from({ length: sizeOf(shape) }, () => noise.normal()),
    shape,
  )
}

/** conv, batch norm, relu, average, linear: to `features` [N, 4] and `scores` [N, 2]. */
const plain = (batch: number | string = 'N', side: number | string = 6): ModelText => ({
  nodes: [
    node('Conv x conv.weight -> a', { pads: [1, 1, 1, 1] }, { name: '/conv/Conv' }),
    node('BatchNormalization a bn.weight bn.bias bn.mean bn.var -> b', {}, { name: '/bn/BatchNormalization' }),
    node('Relu b -> map', {}, { name: '/relu/Relu' }),
    node('GlobalAveragePool map -> p'),
    node('Flatten p -> features'),
    node('MatMul features onnx::MatMul_7 -> m', {}, { name: '/head/MatMul' }),
    node('Add head.bias m -> scores', {}, { name: '/head/Add' }),
  ],
  inputs: { x: [batch, 3, side, side] },
  outputs: { features: [batch, 4], scores: [batch, 2] },
  initializers: {
    'conv.weight': numbers([4, 3, 3, 3]),
    'bn.weight': numbers([4], 1),
    'bn.bias': numbers([4], 2),
    'bn.mean': numbers([4], 3),
    'bn.var': floats([0.5, 1, 2, 3]),
    'onnx::MatMul_7': numbers([4, 2]),
    'head.bias': numbers([2]),
  },
})

const of = (text: ModelText, options: ImportedNetworkOptions = {}) =>
  importedNetwork(readModel(modelBytes(text), { name: 'net.onnx' }), options)

/** What the network gives for some images with its own weights, and what the runtime gives of the file, image by image where its
 *  batch is fixed at 1. */
async function both(text: ModelText, options: ImportedNetworkOptions = {}, count = 3) {
  const network = of(text, options)
  const { channels, height, width } = network.input
  const x = numbers([count, channels, height, width])
  const { parameters, buffers } = network.init(random(0))
  const values = { ...parameters, ...buffers }
  const fixed = (await run(network, values, x, 'training')).y
  const open = (await run(network, values, x, 'evaluation', ['N', channels, height, width])).y
  const session = await openSession(modelBytes(text))
  const rows: number[] = []
  const each = text.inputs.x![0] === 1 ? 1 : count
  for (let at = 0; at < count; at += each) {
    const size = channels * height * width
    const part = (x.data as Float32Array).subarray(at * size, (at + each) * size)
    const found = await session.run({ x: floats(part, [each, channels, height, width]) }, [network.output.name])
    rows.push(...Array.from(found[network.output.name]!.data, Number))
  }
  await session.close()
  return { fixed, open, expected: rows.map((y) => expect.closeTo(y, 4)), network }
}

describe('importedNetwork', () => {
  it('gives what the runtime gives, for any batch and with the batch left open', async () => {
    const { fixed, open, expected, network } = await both(plain(), { output: 'scores' })
    expect([...fixed.data]).toEqual(expected)
    expect([...open.data]).toEqual(expected)
    expect(network.output).toEqual({ name: 'scores', shape: ['N', 2], form: 'rows' })
    expect(network.input).toEqual({ name: 'x', channels: 3, height: 6, width: 6 })
  })

  it('ends in the first output of rows where none is named, with the weights alone that it needs', () => {
    const network = of(plain())
    expect(network.output.name).toBe('features')
    expect(network.parameters).toEqual(['conv.weight', 'bn.weight', 'bn.bias'])
    expect(Object.keys(network.init(random(0)).buffers)).toEqual(['bn.mean', 'bn.var'])
  })

  it('names what an exporter named after the node that reads it', () => {
    expect(of(plain(), { output: 'scores' }).parameters.slice(-2)).toEqual(['head.weight', 'head.bias'])
  })

  it('has the gradients that finite differences give', async () => {
    // Without the kinks of a ReLU.
    const text = plain('N', 4)
    const nodes = text.nodes.map((one) => (one.operator === 'Relu' ? { ...one, operator: 'Sigmoid' } : one))
    const network = of({ ...text, nodes }, { output: 'scores' })
    expect(await gradientError(network, numbers([2, 3, 4, 4], 5))).toBeLessThan(5e-3)
  })

  it('can be cut at a node or at a value, and says what is near where there is none of that name', () => {
    expect(of(plain(), { cut: '/relu/Relu' }).output).toEqual({ name: 'map', shape: ['N', 4, 6, 6], form: 'map' })
    expect(of(plain(), { cut: 'p' }).output.shape).toEqual(['N', 4, 1, 1])
    expect(() => of(plain(), { cut: '/relu/Rellu' })).toThrow(/net\.onnx, cut: .*; the closest are \/relu\/Relu,/)
    expect(() => of(plain(), { output: 'feature' })).toThrow(
      "must be an output of the file, got 'feature'; name features, scores",
    )
    expect(() => of(plain(), { output: 'scores', cut: 'p' })).toThrow('not both')
  })

  it('takes the size of images from the file, or from the caller, which 224 x 224 stand for where it is open', () => {
    expect(of(plain()).input).toMatchObject({ height: 6, width: 6 })
    expect(of(plain('N', 'S'), { image: { height: 8, width: 5 } }).input).toMatchObject({ height: 8, width: 5 })
    expect(of(plain('N', 'S')).input).toMatchObject({ height: 224, width: 224 })
    expect(() => of(plain('N', 'S'), { image: { height: 0, width: 6 } })).toThrow('whole numbers of pixels')
  })

  it.each([
    'N',
    1,
  ])('takes another size than the file of batch %s fixes, if nothing is made for that one', async (batch) => {
    // The runtime is asked with the same file declared for that size.
    const { expected } = await both(plain(batch === 'N' ? 'N' : 1, 9))
    const network = of(plain(batch), { image: { height: 9, width: 9 } })
    const { parameters, buffers } = network.init(random(0))
    const { y } = await run(network, { ...parameters, ...buffers }, numbers([3, 3, 9, 9]), 'evaluation')
    expect([...y.data]).toEqual(expected)
    expect(network.input).toMatchObject({ height: 9, width: 9 })
  })

  const made = (
    nodes: readonly string[],
    initializers: ModelText['initializers'],
    y: readonly (number | string)[],
  ) => ({
    nodes: nodes.map((text) => node(text)),
    inputs: { x: ['N', 3, 4, 4] },
    outputs: { y: [...y] },
    initializers: initializers!,
  })

  it.each([
    [
      'a matrix over all places',
      made(['Flatten x -> f', 'MatMul f w -> y'], { w: numbers([48, 2]) }, ['N', 2]),
      /net\.onnx: is made for images of 4 x 4 alone, and not of 2 x 1: net\.onnx, node MatMul #1 \(MatMul\): .*; leave the image size out/,
    ],
    ['a row of all places', made(['Flatten x -> y'], {}, ['N', 48]), /its output is \[N,6\], and \[N,48\] there/],
    [
      'places that are counted',
      made(['Reshape x s -> y'], { s: ints([-1, 48]) }, ['N', 48]),
      /is made for images of 4 x 4 alone, and not of 2 x 1: /,
    ],
    [
      'positions of many, where one would be repeated',
      made(['Add x positions -> y'], { positions: numbers([1, 3, 4, 1]) }, ['N', 3, 4, 4]),
      /node Add #0 \(Add\)/,
    ],
  ])('refuses another size than the file fixes, naming the node, where there is %s', (_, text, message) => {
    expect(of(text).input).toMatchObject({ height: 4, width: 4 })
    expect(() => of(text, { image: { height: 2, width: 1 } })).toThrow(message)
  })

  it('refuses a size at which one number would be repeated for many', () => {
    const text = made(['Add x positions -> y'], { positions: numbers([1, 3, 4, 4]) }, ['N', 3, 4, 4])
    expect(() => of(text, { image: { height: 1, width: 4 } })).toThrow(
      /not of 1 x 4: node Add #0 \(Add\) would repeat one number for many/,
    )
  })

  it('keeps batch normalisation frozen, or trains it with the batch, or folds it into the convolution', async () => {
    const frozen = await both(plain(), { batchNorm: 'frozen' })
    const folded = await both(plain(), { batchNorm: 'folded' })
    expect([...folded.fixed.data]).toEqual(frozen.expected)
    expect(folded.network.parameters).toEqual(['conv.weight', 'conv.bias'])
    const training = of(plain(), { batchNorm: 'training' })
    const { parameters, buffers } = training.init(random(0))
    const x = numbers([3, 3, 6, 6])
    const still = await run(training, { ...parameters, ...buffers }, x, 'evaluation')
    expect([...still.y.data]).toEqual(frozen.expected)
    const moved = await run(training, { ...parameters, ...buffers }, x, 'training')
    expect([...moved.y.data]).not.toEqual(frozen.expected)
    // Channels of a convolution of normal numbers have other means than the file remembers: a tenth of the way is gone.
    const before = buffers['bn.mean']!.data[0]!
    expect(moved.buffers['bn.mean']!.data[0]).not.toBe(before)
    expect(Object.keys(moved.buffers)).toEqual(['bn.mean', 'bn.var'])
  })

  it('keeps shared weights one', () => {
    const text = plain()
    const nodes = [node('MatMul features w -> g'), node('MatMul g w -> twice')]
    const square = { ...text.initializers, w: numbers([4, 4]) }
    const network = of({
      ...text,
      nodes: [...text.nodes, ...nodes],
      outputs: { twice: ['N', 4] },
      initializers: square,
    })
    expect(network.parameters.filter((name) => name.includes('w') && !name.includes('.'))).toEqual(['w'])
  })

  it('gives names of which none is the beginning of another', () => {
    const text = plain()
    const nodes = [node('Add features conv -> a1'), node('Add a1 9 -> y')]
    const more = { ...text.initializers, conv: numbers([4]), '9': numbers([4], 9) }
    const { parameters } = of({
      ...text,
      nodes: [...text.nodes, ...nodes],
      outputs: { y: ['N', 4] },
      initializers: more,
    })
    expect(parameters.slice(-2)).toEqual(['conv_2', 'add8.value'])
  })

  it('tells at which node gradients stop and for which parameters, and still gives what the runtime gives', async () => {
    const text = plain()
    const rounded: ModelText = {
      ...text,
      nodes: [
        ...text.nodes.slice(0, 5),
        node('Cast features -> i', { to: 7 }, { name: 'whole' }),
        node('Cast i -> f', { to: 1 }, { name: 'float' }),
        node('Add f late -> y'),
      ],
      outputs: { y: ['N', 4] },
      initializers: { ...text.initializers, late: numbers([4]) },
    }
    const { fixed, expected, network } = await both(rounded)
    expect([...fixed.data]).toEqual(expected)
    expect(network.unreached()).toEqual([
      { node: 'float', operator: 'Cast', parameters: ['conv.weight', 'bn.weight', 'bn.bias'] },
    ])
    expect(network.unreached((name) => name === 'late')).toEqual([])
    expect(of(text).unreached()).toEqual([])
  })

  it.each([
    [
      'QLinearConv',
      '',
      /node q \(QLinearConv\): a quantised model cannot be fine-tuned: .*; give the float32 model .* or train a head/,
    ],
    ['DequantizeLinear', '', /a quantised model cannot be fine-tuned/],
    [
      'NonZero',
      '',
      /node q \(NonZero\): the operator NonZero of operator set 17 has no gradient here; train on its frozen features/,
    ],
    ['Fused', 'com.microsoft', /the operator com\.microsoft\.Fused of operator set 1 has no gradient here/],
  ])('names the node and the operator %s that cannot be trained', (operator, domain, message) => {
    const nodes = [node(`${operator} x x -> y`, {}, { name: 'q', domain })]
    expect(() =>
      of({ nodes, inputs: { x: ['N', 3, 2, 2] }, outputs: { y: ['N', 3] }, opsets: { 'com.microsoft': 1 } }),
    ).toThrow(message)
  })

  it('refuses what gives no rows, tokens or maps for each image, and what needs another input', () => {
    const text = plain()
    const nodes = [...text.nodes, node('ReduceMean x -> all', { keepdims: 0 })]
    expect(() => of({ ...text, nodes, outputs: { all: [] } })).toThrow(/'all' must be float32 \[N, D\]/)
    const two = [node('Add x other -> y')]
    expect(() =>
      of({ nodes: two, inputs: { x: ['N', 3, 2, 2], other: ['N', 1] }, outputs: { y: ['N', 3, 2, 2] } }),
    ).toThrow(/'y' must depend on the images 'x' and on no other input, got \["x","other"\]/)
    expect(() => of({ nodes: two, inputs: { x: ['N', 5], other: [1] }, outputs: { y: ['N', 5] } })).toThrow(
      'must take images',
    )
    expect(() => of({ ...text, inputs: { x: ['N', 6, 6, 3] } })).toThrow('channels first')
  })

  it('refuses a shape that is not known before the model runs, naming the node', () => {
    const nodes = [
      node('Cast x -> i', { to: 7 }),
      node('ReduceSum i -> s', { keepdims: 0 }),
      node('Unsqueeze s a -> t'),
      node('Reshape x t -> y', {}, { name: 'r' }),
    ]
    expect(() =>
      of({ nodes, inputs: { x: ['N', 3, 2, 2] }, outputs: { y: ['N', 3] }, initializers: { a: ints([0]) } }),
    ).toThrow(/node r \(Reshape\): its shape must be known before the model runs/)
  })
})

describe('a file with a fixed batch', () => {
  it('works at any batch where nothing in it names the batch', async () => {
    const { fixed, open, expected } = await both(plain(1))
    expect([...fixed.data]).toEqual(expected)
    expect([...open.data]).toEqual(expected)
  })

  /** Attention as PyTorch writes it at batch 1: tokens first, heads and batch in one axis, the batch in every shape. */
  const attention: ModelText = {
    nodes: [
      node('Reshape x s0 -> flat'),
      node('Transpose flat -> tokens', { perm: [0, 2, 1] }),
      node('Concat cls tokens -> t5', { axis: 1 }),
      node('Transpose t5 -> first', { perm: [1, 0, 2] }),
      node('Reshape first s1 -> heads'),
      node('Transpose heads -> h', { perm: [1, 0, 2] }),
      node('Transpose h -> k', { perm: [0, 2, 1] }),
      node('MatMul h k -> scores'),
      node('Softmax scores -> weights', { axis: -1 }),
      node('MatMul weights h -> mixed'),
      node('Transpose mixed -> back', { perm: [1, 0, 2] }),
      node('Reshape back s2 -> rows'),
      node('Gemm rows w b -> mapped'),
      node('Reshape mapped s3 -> again'),
      node('Transpose again -> y', { perm: [1, 0, 2] }),
    ],
    inputs: { x: [1, 4, 2, 2] },
    outputs: { y: [1, 5, 4] },
    initializers: {
      s0: ints([1, 4, 4]),
      s1: ints([5, 2, 2]),
      s2: ints([5, 4]),
      s3: ints([5, 1, 4]),
      cls: numbers([1, 1, 4]),
      w: numbers([4, 4]),
      b: numbers([4]),
    },
  }

  it('has its batch found and put right in Reshapes, also among heads and tokens', async () => {
    const { fixed, open, expected, network } = await both(attention)
    expect([...fixed.data]).toEqual(expected)
    expect([...open.data]).toEqual(expected)
    expect(network.output).toEqual({ name: 'y', shape: ['N', 5, 4], form: 'tokens' })
  })

  it('is refused where its numbers leave a doubt, with what to do', () => {
    const nodes = [node('Transpose x -> t', { perm: [1, 0, 2, 3] }), node('Reshape t s -> y', {}, { name: 'r' })]
    const text = {
      nodes,
      inputs: { x: [1, 4, 2, 2] },
      outputs: { y: [2, 2, 4, 1] },
      initializers: { s: ints([2, 2, 4, 1]) },
    }
    expect(() => of(text)).toThrow(
      /node r \(Reshape\): the file fixes a batch of 1, .* is in doubt .*; export the model with the batch left open/,
    )
  })
})
