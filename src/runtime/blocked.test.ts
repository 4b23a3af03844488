import { describe, expect, it } from 'vitest'
import { vjp } from '../autodiff/grad.ts'
import { blocked } from '../onnx/blocked/blocked.ts'
import { domain } from '../onnx/blocked/domain.ts'
import * as ops from '../ops/index.ts'
import type { WindowOptions } from '../ops/window.ts'
import { random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { floats, sizeOf } from '../tensor/array.ts'
import { nodesOf } from '../tensor/nodesOf.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { blockSize } from './blockSize.ts'
import { openGraph } from './openGraph.ts'

const block = await blockSize()

type Tensors = Readonly<Record<string, Tensor>>

/** A function's value and the gradient of each of its inputs, for a gradient that is fed. */
function withGradients(f: (xs: Tensors) => Tensor, shapes: Readonly<Record<string, readonly number[]>>): Tensors {
  const xs = Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, input(name, 'float32', shape)]))
  const y = f(xs)
  const gradients = vjp([{ y, g: input('g', 'float32', y.shape) }], Object.values(xs))
  return { y, ...Object.fromEntries(Object.keys(xs).map((name, i) => [`d${name}`, gradients[i]!])) }
}

const inputsIn = (outputs: Tensors): Tensor[] => [
  ...new Set(
    nodesOf(Object.values(outputs))
      .flatMap(({ inputs }) => inputs)
      .filter(({ source }) => source.kind === 'input'),
  ),
]

function noise(name: string, shape: readonly number[]): NumericArray {
  const generator = random(name)
  return floats(
    Float32Array.from({ length: sizeOf(shape) }, () => generator.normal()),
    shape,
  )
}

/** How many nodes of the runtime's own domain a graph has once it is rewritten. */
const inBlocks = (outputs: Tensors, by = 16): number =>
  nodesOf(Object.values(blocked(outputs, by))).filter(({ operator }) => operator.domain === domain).length

/** The largest difference of each output, as a share of its largest number, between a graph as it is and in blocks. */
async function apart(outputs: Tensors): Promise<Record<string, number>> {
  const inputs = inputsIn(outputs)
  const feeds = Object.fromEntries(
    inputs.map(({ source, shape }) => {
      const name = source.kind === 'input' ? source.name : ''
      return [name, noise(name, fixed(shape, name))]
    }),
  )
  const run = async (by: number | 'none'): Promise<Record<string, NumericArray>> => {
    const session = await openGraph(outputs, { name: 'both', inputs }, { block: by, threads: 1 })
    try {
      return await session.run(feeds)
    } finally {
      await session.close()
    }
  }
  const [plain, other] = [await run('none'), await run(block ?? 'none')]
  return Object.fromEntries(
    Object.entries(plain).map(([name, { data, shape }]) => {
      expect(other[name]!.shape).toEqual(shape)
      const [a, b] = [data as Float32Array, other[name]!.data as Float32Array]
      const most = a.reduce((m, v) => Math.max(m, Math.abs(v)), 1e-6)
      return [name, a.reduce((m, v, i) => Math.max(m, Math.abs(v - b[i]!) || (v === b[i] ? 0 : m)), 0) / most]
    }),
  )
}

async function expectSame(outputs: Tensors): Promise<void> {
  for (const [name, difference] of Object.entries(await apart(outputs))) expect(difference, name).toBeLessThan(2e-5)
}

describe.skipIf(block === undefined)('a graph in blocks', () => {
  const windows: [string, number, number, number, readonly number[], WindowOptions][] = [
    ['3 x 3', 32, 3, 3, [9, 11], { pads: [1, 1, 1, 1] }],
    ['3 x 3, a single image', 16, 1, 3, [7, 7], { pads: [1, 1, 1, 1] }],
    ['3 x 3 at stride 2, an odd size', 32, 2, 3, [7, 9], { pads: [1, 1, 1, 1], strides: [2, 2] }],
    ['3 x 3 at stride 2, an even size', 32, 2, 3, [8, 10], { pads: [1, 1, 1, 1], strides: [2, 2] }],
    ['3 x 3 at stride 2, a border on one side', 16, 2, 3, [8, 8], { pads: [0, 0, 1, 1], strides: [2, 2] }],
    ['3 x 3 at stride 3 and 2', 16, 2, 3, [11, 10], { pads: [1, 1, 1, 1], strides: [3, 2] }],
    ['3 x 3 dilated', 16, 2, 3, [9, 9], { pads: [2, 2, 2, 2], dilations: [2, 2] }],
    ['3 x 3 dilated at stride 2', 16, 2, 3, [9, 10], { pads: [2, 2, 2, 2], dilations: [2, 2], strides: [2, 2] }],
    ['5 x 5', 16, 2, 5, [8, 6], { pads: [2, 2, 2, 2] }],
    ['5 x 5 at stride 2', 16, 2, 5, [13, 6], { pads: [2, 2, 2, 2], strides: [2, 2] }],
    ['7 x 7 without a border', 16, 2, 7, [12, 9], {}],
    ['a border wider than the kernel', 16, 2, 3, [5, 5], { pads: [4, 4, 4, 4] }],
    ['channels that fill no block', 24, 3, 3, [9, 7], { pads: [1, 1, 1, 1] }],
    ['channels that fill no block, at stride 2', 12, 3, 3, [9, 7], { pads: [1, 1, 1, 1], strides: [2, 2] }],
    ['channels of an odd number', 7, 3, 3, [9, 7], { pads: [1, 1, 1, 1] }],
  ]
  it.each(windows)('gives a convolution of each channel and its gradients: %s', async (_, c, n, k, size, window) => {
    const f = ({ x, w, b }: Tensors): Tensor => ops.conv(x!, w!, { ...window, bias: b!, group: c })
    await expectSame(withGradients(f, { x: [n, c, ...size], w: [c, 1, k, k], b: [c] }))
  })

  /** Narrow to wide, a convolution of each channel, and back, as in MobileNetV2. */
  const bottleneck =
    (narrow: number, wide: number, activation: (x: Tensor) => Tensor, strides: readonly number[]) =>
    ({ x, w1, b1, w2, b2, w3, b3 }: Tensors): Tensor => {
      const h = activation(ops.conv(x!, w1!, { bias: b1! }))
      const d = activation(ops.conv(h, w2!, { bias: b2!, group: wide, pads: [1, 1, 1, 1], strides }))
      const y = ops.conv(d, w3!, { bias: b3! })
      return strides[0] === 1 ? ops.add(x!, y) : ops.mul(y, narrow)
    }
  const shapesOf = (narrow: number, wide: number, n: number, size: readonly number[]) => ({
    x: [n, narrow, ...size],
    w1: [wide, narrow, 1, 1],
    b1: [wide],
    w2: [wide, 1, 3, 3],
    b2: [wide],
    w3: [narrow, wide, 1, 1],
    b3: [narrow],
  })
  const activations: [string, (x: Tensor) => Tensor][] = [
    ['relu', ops.relu],
    ['relu6', ops.relu6],
    ['clip', (x) => ops.clip(x, -1, 1)],
    ['hardSwish', ops.hardSwish],
    ['sigmoid', ops.sigmoid],
    ['gelu', ops.gelu],
    ['leakyRelu', (x) => ops.leakyRelu(x, 0.1)],
    ['x times sigmoid', (x) => ops.mul(x, ops.sigmoid(x))],
    ['a choice', (x) => ops.where(ops.greater(x, 0.5), x, ops.mul(x, 2))],
  ]
  it.each(activations)('gives a bottleneck with %s and all its gradients', async (_, activation) => {
    await expectSame(withGradients(bottleneck(24, 96, activation, [1, 1]), shapesOf(24, 96, 3, [9, 7])))
    await expectSame(withGradients(bottleneck(8, 32, activation, [2, 2]), shapesOf(8, 32, 2, [8, 8])))
  })

  it('gives a bottleneck whose places fill whole blocks, of each image or of the batch', async () => {
    await expectSame(withGradients(bottleneck(24, 96, ops.relu6, [1, 1]), shapesOf(24, 96, 3, [8, 8])))
    await expectSame(withGradients(bottleneck(24, 96, ops.relu6, [1, 1]), shapesOf(24, 96, 4, [6, 6])))
    await expectSame(withGradients(bottleneck(48, 32, ops.relu, [1, 1]), shapesOf(48, 32, 2, [4, 4])))
  })

  it('gives products of the whole batch on small maps of many channels', async () => {
    await expectSame(withGradients(bottleneck(160, 320, ops.relu6, [1, 1]), shapesOf(160, 320, 3, [2, 2])))
    await expectSame(withGradients(bottleneck(160, 320, ops.relu6, [1, 1]), shapesOf(160, 320, 4, [2, 2])))
  })

  it('gives batch normalisation in training and its gradients, far from 0 too', async () => {
    const f = ({ x, w, scale, bias }: Tensors): Tensor => {
      const z = ops.conv(ops.add(x!, 100), w!, { group: 32, pads: [1, 1, 1, 1] })
      return ops.relu6(ops.batchNormalizationTraining(z, scale!, bias!).y)
    }
    const found = await apart(withGradients(f, { x: [3, 32, 6, 5], w: [32, 1, 3, 3], scale: [32], bias: [32] }))
    // Numbers around 100 have 5 digits behind the point, and both ways lose the rest.
    for (const [name, difference] of Object.entries(found)) expect(difference, name).toBeLessThan(1e-3)
    const near = ({ x, w, scale, bias }: Tensors): Tensor =>
      ops.relu(ops.batchNormalizationTraining(ops.conv(x!, w!, { group: 32 }), scale!, bias!).y)
    await expectSame(withGradients(near, { x: [3, 32, 6, 5], w: [32, 1, 3, 3], scale: [32], bias: [32] }))
  })

  it.each([
    [24, 96, [9, 7]],
    [16, 32, [8, 8]],
    [8, 32, [4, 4]],
    [32, 48, [5, 5]],
  ])('gives a bottleneck of %i and %i channels with batch normalisation in training', async (narrow, wide, size) => {
    const f = ({ x, w1, s1, b1, w2, s2, b2, w3 }: Tensors): Tensor => {
      const norm = (z: Tensor, s: Tensor, b: Tensor): Tensor => ops.relu6(ops.batchNormalizationTraining(z, s, b).y)
      const h = norm(ops.conv(ops.add(x!, 1), w1!), s1!, b1!)
      const d = norm(ops.conv(h, w2!, { group: wide, pads: [1, 1, 1, 1] }), s2!, b2!)
      return ops.conv(d, w3!)
    }
    const { x, w1, w2, w3, b1 } = shapesOf(narrow, wide, 3, size)
    const shapes = { x, w1, s1: b1, b1, w2, s2: b1, b2: b1, w3 }
    for (const [name, difference] of Object.entries(await apart(withGradients(f, shapes))))
      expect(difference, name).toBeLessThan(1e-4)
  })

  it('keeps apart two branches that are added, whose normalisations are given the very same gradient', async () => {
    const f = ({ x, w, v, s1, s2, bias }: Tensors): Tensor => {
      const branch = (weights: Tensor, scale: Tensor): Tensor =>
        ops.batchNormalizationTraining(ops.conv(x!, weights, { group: 32, pads: [1, 1, 1, 1] }), scale, bias!).y
      return ops.add(branch(w!, s1!), branch(v!, s2!))
    }
    const [taps, each] = [[32, 1, 3, 3], [32]]
    await expectSame(withGradients(f, { x: [3, 32, 6, 5], w: taps, v: taps, s1: each, s2: each, bias: each }))
    const wide = ({ x, v1, v2, w, scale, bias }: Tensors): Tensor => {
      const branch = (weights: Tensor): Tensor => ops.batchNormalizationTraining(ops.conv(x!, weights), scale!, bias!).y
      return ops.conv(ops.add(branch(v1!), branch(v2!)), w!, { group: 32, pads: [1, 1, 1, 1] })
    }
    const widening = [32, 8, 1, 1]
    await expectSame(
      withGradients(wide, { x: [3, 8, 6, 5], v1: widening, v2: widening, w: taps, scale: each, bias: each }),
    )
  })

  it('gives batch normalisation with given statistics, and what weighs channels', async () => {
    const f = ({ x, w, scale, bias, mean }: Tensors): Tensor => {
      const z = ops.conv(x!, w!, { group: 32, pads: [1, 1, 1, 1] })
      const y = ops.relu(ops.batchNormalization(z, scale!, bias!, mean!, ops.add(ops.mul(mean!, mean!), 0.5)))
      return ops.mul(y, ops.sigmoid(ops.globalAveragePool(y)))
    }
    const shapes = { x: [3, 32, 6, 5], w: [32, 1, 3, 3], scale: [32], bias: [32], mean: [32] }
    await expectSame(withGradients(f, shapes))
  })
})

describe('blocked', () => {
  const x = input('x', 'float32', [2, 32, 5, 5])
  const w = input('w', 'float32', [32, 1, 3, 3])
  const depthwise = (): Tensor => ops.conv(x, w, { group: 32, pads: [1, 1, 1, 1] })

  it('leaves a graph without such convolutions as it is, the very same', () => {
    const outputs = { y: ops.relu(ops.conv(x, input('v', 'float32', [64, 32, 3, 3]))) }
    expect(blocked(outputs, 16)).toBe(outputs)
    const open = { y: ops.relu(input('open', 'float32', ['N', 32, 5, 5])) }
    expect(blocked(open, 16)).toBe(open)
  })

  it('brings images into blocks once, and back once', () => {
    const y = ops.relu(ops.relu6(ops.relu(depthwise())))
    // There, convolution, back: the first rectifier is part of the convolution.
    expect(inBlocks({ y })).toBe(3)
    expect(inBlocks({ y, z: y })).toBe(3)
  })

  it('puts a rectifier into a convolution only where nobody else reads its result', () => {
    const y = depthwise()
    const names = (outputs: Tensors): (string | null)[] =>
      nodesOf(Object.values(blocked(outputs, 16))).map(({ operator }) => operator.onnx)
    expect(names({ y: ops.relu(y) })).not.toContain('Relu')
    expect(names({ y: ops.relu(y), z: y })).toContain('Relu')
  })

  it('works with no blocks at all, as on a machine that has none', async () => {
    const y = ops.relu6(depthwise())
    const session = await openGraph({ y }, { name: 'plain' }, { block: 'none' })
    const found = await session.run({ x: noise('x', [2, 32, 5, 5]), w: noise('w', [32, 1, 3, 3]) })
    await session.close()
    expect(found.y!.shape).toEqual([2, 32, 5, 5])
  })
})
