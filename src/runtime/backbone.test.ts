import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { NearkinError } from '../errors.ts'
import { emit } from '../onnx/emit.ts'
import * as ops from '../ops/index.ts'
import type { Dim, DType, Tensor } from '../tensor/tensor.ts'
import { input } from '../tensor/tensor.ts'
import { openBackbone } from './backbone.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'nearkin-backbone-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

let models = 0
function write(bytes: Uint8Array | string): string {
  const path = join(folder, `${models++}.onnx`)
  writeFileSync(path, bytes)
  return path
}

const images = (shape: readonly Dim[], dtype: DType = 'float32'): Tensor => input('images', dtype, shape)
const means = (x: Tensor): Tensor => ops.reduceMean(x, { axes: [2, 3] })

/** A model whose features are the means of the channels. */
const model = (...shape: readonly Dim[]): string => {
  const x = images(shape)
  return write(emit({ features: means(x) }, { name: 'means', inputs: [x] }))
}

/** An image of one colour. */
const plain = (height: number, width: number, colour: readonly number[]): Uint8Array =>
  Uint8Array.from({ length: height * width * 3 }, (_, i) => colour[i % 3]!)

const colours = [
  [255, 0, 102],
  [0, 255, 51],
  [51, 204, 0],
]
/** (value / 255 - mean) / std of ImageNet, by hand: (1 - 0.485) / 0.229 = 2.2489, ... */
const normalised = [
  [2.2489, -2.0357, -0.0267],
  [-2.1179, 2.4286, -0.9156],
  [-1.2445, 1.5357, -1.8044],
]

async function featuresOf(path: string, count = 3, options = {}): Promise<number[][]> {
  const backbone = await openBackbone(path, options)
  const { height, width } = backbone.image
  const rows = await backbone.features(colours.slice(0, count).map((colour) => plain(height, width, colour)))
  await backbone.close()
  return Array.from({ length: count }, (_, i) => [...rows.subarray(3 * i, 3 * i + 3)].map((x) => Number(x.toFixed(4))))
}

describe('openBackbone', () => {
  it('feeds colours normalised as for ImageNet, channels first, and gives a row of features for each image', async () => {
    expect(await featuresOf(model('N', 3, 4, 6))).toEqual(normalised)
  })

  it.each([1, 2, 3, 5])('runs a model whose batch is fixed at %d, whatever the number of images', async (batch) => {
    expect(await featuresOf(model(batch, 3, 4, 4))).toEqual(normalised)
    expect(await featuresOf(model(batch, 3, 4, 4), 1)).toEqual(normalised.slice(0, 1))
  })

  it('runs more images than it takes at a time, each in its place', async () => {
    const backbone = await openBackbone(model('N', 3, 300, 300))
    const some = Array.from({ length: 11 }, (_, i) => plain(300, 300, colours[i % 3]!))
    const rows = await backbone.features(some)
    for (const [i] of some.entries()) expect(rows[3 * i]).toBeCloseTo(normalised[i % 3]![0]!, 3)
    expect(await backbone.features([])).toHaveLength(0)
    await backbone.close()
  })

  it('keeps rows and columns apart: the first pixel of the second row stays there', async () => {
    const x = images(['N', 3, 2, 3])
    const path = write(emit({ all: ops.reshape(x, ['N', 18]) }, { name: 'all', inputs: [x] }))
    const backbone = await openBackbone(path, { mean: [0, 0, 0], std: [1, 1, 1 / 255] })
    const image = Uint8Array.from({ length: 18 }, (_, i) => i)
    const rows = await backbone.features([image])
    expect(backbone.dimension).toBe(18)
    expect([...rows.subarray(12)].map(Math.round)).toEqual([2, 5, 8, 11, 14, 17])
    await backbone.close()
  })

  it('takes images of the size that is fixed, that is asked for where it is open, or else of 224 x 224', async () => {
    const size = async (path: string, options = {}): Promise<object> => {
      const { image, close } = await openBackbone(path, options)
      await close()
      return image
    }
    const given = { size: { height: 10, width: 12 } }
    expect(await size(model('N', 3, 8, 4))).toEqual({ height: 8, width: 4, channels: 3 })
    expect(await size(model('N', 3, 'H', 'W'))).toEqual({ height: 224, width: 224, channels: 3 })
    expect(await size(model('N', 'C', 'H', 'W'), given)).toEqual({ height: 10, width: 12, channels: 3 })
    expect(await size(model('N', 3, 10, 12), given)).toEqual({ height: 10, width: 12, channels: 3 })
    await expect(openBackbone(model('N', 3, 8, 4), given)).rejects.toThrow(
      /^--image-size: .*onnx takes images of 4 x 8 alone, got 10; leave it out$/,
    )
  })

  it('takes the first output of rows, or the one that is named, ones after its width or not', async () => {
    const x = images(['N', 3, 4, 4])
    const places = ops.reduceMean(x, { axes: [2, 3], keepdims: true })
    const [first, second] = [means(x), ops.concat([means(x), means(x)], 1)]
    const path = write(emit({ map: ops.add(x, 1), first, second, places }, { name: 'several', inputs: [x] }))
    const opened = async (output?: string): Promise<[string, number]> => {
      const backbone = await openBackbone(path, output === undefined ? {} : { output })
      await backbone.close()
      return [backbone.output, backbone.dimension]
    }
    expect(await opened()).toEqual(['first', 3])
    expect(await opened('second')).toEqual(['second', 6])
    expect(await opened('places')).toEqual(['places', 3])
    await expect(opened('third')).rejects.toThrow(
      /^--backbone-output third: must be an output of .*, which has map float32 \[N, 3, 4, 4\] and first float32 \[N, 3\] and .*; name first or second or places$/,
    )
    await expect(opened('map')).rejects.toThrow(
      /^--backbone-output map: features must be float32 \[N, D\], and this output of .* is map float32 \[N, 3, 4, 4\]; name first/,
    )
  })

  it('tells where the features are not finite, or not one row for each image', async () => {
    const x = images(['N', 3, 4, 4])
    const path = write(emit({ features: ops.log(means(x)) }, { name: 'log', inputs: [x] }))
    await expect(openBackbone(path)).rejects.toThrow(`${path}: the features in output 'features' must be finite`)
    const fixed = images([2, 3, 4, 4])
    const one = write(emit({ all: ops.reshape(fixed, [1, 96]) }, { name: 'one', inputs: [fixed] }))
    await expect(openBackbone(one)).rejects.toThrow("must give one row of features for each image, and output 'all'")
  })

  it.each<[string, Tensor[], (x: Tensor) => Tensor, RegExp]>([
    [
      'two inputs',
      [images(['N', 3, 4, 4]), input('mask', 'float32', ['N', 3, 4, 4])],
      means,
      /must have one input, the images, got 'images float32 \[N, 3, 4, 4\] and mask float32 .*'; export the part of it/,
    ],
    ['no input', [], () => ops.add(ops.matrix([1, 2], [1, 2]), 1), /must have one input, the images, got 'none'/],
    [
      'whole numbers',
      [images(['N', 3, 4, 4], 'uint8')],
      (x) => means(ops.cast(x, 'float32')),
      /; export it in float32/,
    ],
    [
      'features',
      [images(['N', 10])],
      (x) => ops.add(x, 1),
      /must be images, float32 \[N, 3, H, W\], got 'images float32 \[N, 10\]'/,
    ],
    [
      'channels last',
      [images(['N', 4, 4, 3])],
      (x) => ops.reduceMean(x, { axes: [1, 2] }),
      /; export it with channels first/,
    ],
    [
      'grey images',
      [images(['N', 1, 4, 4])],
      means,
      /got 'images float32 \[N, 1, 4, 4\]'; give a model of colour images/,
    ],
    [
      'a map of places alone',
      [images(['N', 3, 4, 4])],
      (x) => ops.add(x, 1),
      /must have an output of features, float32 \[N, D\], got 'features float32 \[N, 3, 4, 4\]'; export it with its features/,
    ],
    [
      'features that are whole numbers',
      [images(['N', 3, 4, 4])],
      (x) => ops.cast(means(x), 'int64'),
      /must have an output of features, float32 \[N, D\], got 'features int64 \[N, 3\]'/,
    ],
  ])('refuses a model of %s, naming the file, what it has and what to do', async (_, inputs, of, message) => {
    const path = write(emit({ features: of(inputs[0]!) }, { name: 'wrong', inputs }))
    await expect(openBackbone(path)).rejects.toThrow(NearkinError)
    await expect(openBackbone(path)).rejects.toThrow(message)
    await expect(openBackbone(path)).rejects.toThrow(`${path}: `)
  })

  it.each<[string, () => string, RegExp]>([
    ['missing', () => join(folder, 'nowhere.onnx'), /the file must exist/],
    ['a folder', () => folder, /must be a file, not a folder/],
    ['empty', () => write(''), /must be a whole ONNX model/],
    ['text', () => write('this is no model'), /must be a whole ONNX model that the runtime can run, got .*; export it/],
    [
      'cut off',
      () => {
        const x = images(['N', 3, 4, 4])
        const bytes = emit({ features: means(x) }, { name: 'means', inputs: [x] })
        return write(bytes.subarray(0, bytes.length - 40))
      },
      /must be a whole ONNX model/,
    ],
  ])('refuses a file that is %s, by its name', async (_, path, message) => {
    const given = path()
    await expect(openBackbone(given)).rejects.toThrow(NearkinError)
    await expect(openBackbone(given)).rejects.toThrow(message)
    await expect(openBackbone(given)).rejects.toThrow(given)
  })

  it('refuses means and deviations that are not three numbers, or 0', async () => {
    const path = model('N', 3, 4, 4)
    await expect(openBackbone(path, { mean: [0.5] })).rejects.toThrow('mean must be three numbers')
    await expect(openBackbone(path, { std: [1, 0, 1] })).rejects.toThrow('std must be above 0')
  })

  it('takes a tensor inside the model, where no output bears its name', async () => {
    const x = images(['N', 3, 4, 6])
    const bytes = emit({ scores: ops.neg(ops.relu(means(x))) }, { name: 'scores', inputs: [x] })
    // As `emit` names what its first node gives.
    expect(await featuresOf(write(bytes), 3, { output: '/t0' })).toEqual(normalised)
  })

  it('takes the first token of each image, where that is what is asked for', async () => {
    const x = images(['N', 3, 4, 6])
    const first = ops.unsqueeze(means(x), [1])
    const path = write(emit({ tokens: ops.concat([first, ops.neg(first)], 1) }, { name: 'tokens', inputs: [x] }))
    expect(await featuresOf(path, 3, { take: 'classToken' })).toEqual(normalised)
    await expect(openBackbone(path)).rejects.toThrow('must have an output of features, float32 [N, D]')
    await expect(openBackbone(model('N', 3, 4, 6), { take: 'classToken' })).rejects.toThrow(
      /of which the class token is taken must have an output of tokens, float32 \[N, tokens, D\], got 'features float32 \[N, 3\]'/,
    )
  })

  it('says what its features depend on', async () => {
    const path = model('N', 3, 4, 6)
    const [one, same, other] = await Promise.all([
      openBackbone(path),
      openBackbone(path),
      openBackbone(path, { std: [1, 1, 1] }),
    ])
    expect(one.identity).toMatchObject({ output: 'features', take: 'row', device: 'cpu', mean: [0.485, 0.456, 0.406] })
    expect(one.identity.model).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
    expect(same.identity).toEqual(one.identity)
    expect(other.identity).not.toEqual(one.identity)
    await Promise.all([one, same, other].map(({ close }) => close()))
  })
})
