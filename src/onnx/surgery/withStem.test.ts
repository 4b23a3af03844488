import { describe, expect, it } from 'vitest'
import { decode } from '../../data/decode.ts'
import { flatten } from '../../ops/index.ts'
import { random } from '../../random.ts'
import { openSession } from '../../runtime/session.ts'
import { bytes, floats } from '../../tensor/array.ts'
import { input } from '../../tensor/tensor.ts'
import { emit } from '../emit.ts'
import type { StemForm } from './withStem.ts'
import { withStem } from './withStem.ts'

/** A network that gives its pixels. */
const core = ({ height, width, channels }: StemForm): Uint8Array =>
  emit({ y: flatten(input('pixel_values', 'float32', ['N', channels, height, width])) }, { name: 'core' })

const grey = { channels: 1, mean: [0], std: [1 / 255] } as const

/** Smooth and rough at once, as photos are. */
function picture(width: number, height: number): Uint8Array {
  const rng = random(`${width} ${height}`)
  const at = (i: number): number => 110 + 80 * Math.sin((i % width) / 9) * Math.cos(Math.floor(i / width) / 7)
  return Uint8Array.from({ length: width * height }, (_, i) => at(i) + rng.below(60))
}

async function resized(form: StemForm, images: Uint8Array, width: number, height: number): Promise<Float32Array> {
  const session = await openSession(withStem(core(form), { form, input: 'images', resize: true, output: 'embeddings' }))
  const { embeddings } = await session.run({ images: bytes(images, [1, height, width, form.channels]) })
  await session.close()
  return embeddings!.data as Float32Array
}

const differences = (a: ArrayLike<number>, b: ArrayLike<number>) => {
  const all = Array.from(a, (x, i) => Math.abs(x - b[i]!))
  return { most: Math.max(...all), mean: all.reduce((sum, x) => sum + x, 0) / all.length }
}

describe('withStem', () => {
  const sizes: readonly (readonly [number, number])[] = [
    [64, 64],
    [500, 375],
    [90, 121],
    [33, 20],
    [40, 200],
    [1, 1],
  ]
  for (const fit of ['cover', 'fill'] as const)
    for (const [width, height] of sizes)
      it(`resizes ${width} x ${height} in the graph as images are resized for training, to some grey levels: ${fit}`, async () => {
        // Stretching that makes one side longer and the other shorter is done otherwise by libvips.
        const form = { ...grey, ...(fit === 'cover' ? { height: 32, width: 48 } : { height: 16, width: 16 }), fit }
        const pixels = picture(width, height)
        const ours = await resized(form, pixels, width, height)
        const theirs = await decode({ kind: 'grey', pixels, width, height }, { ...form })
        const { most, mean } = differences(ours, theirs)
        expect(most).toBeLessThanOrEqual(6)
        // A shift by one pixel would make it 10 or more.
        expect(mean).toBeLessThan(1.5)
      })

  it('leaves images that have the size already as they are, to the bit', async () => {
    const form: StemForm = { ...grey, height: 24, width: 40, fit: 'cover' }
    const pixels = picture(40, 24)
    expect([...(await resized(form, pixels, 40, 24))]).toEqual([...pixels])
  })

  it('brings channels to the front and normalises each: (pixel / 255 - mean) / std', async () => {
    const form: StemForm = { height: 1, width: 2, channels: 3, fit: 'cover', mean: [0.5, 0.4, 0], std: [0.5, 0.1, 1] }
    const model = withStem(core(form), { form, input: 'images', resize: false, output: 'embeddings' })
    const session = await openSession(model)
    const { embeddings } = await session.run({ images: bytes(Uint8Array.of(0, 51, 255, 255, 0, 102), [1, 1, 2, 3]) })
    const expected = [-1, 1, -2, -4, 1, 0.4]
    for (const [i, value] of expected.entries()) expect(embeddings!.data[i]).toBeCloseTo(value, 5)
    await expect(session.run({ images: bytes(new Uint8Array(12), [1, 2, 2, 3]) })).rejects.toThrow(/must have shape/)
    await session.close()
  })

  it('takes images of one size at a time, any number of them', async () => {
    const form: StemForm = { ...grey, height: 8, width: 8, fit: 'cover' }
    const model = withStem(core(form), { form, input: 'images', resize: true, output: 'embeddings' })
    const session = await openSession(model)
    const [one, two] = [picture(20, 30), picture(20, 30).map((x) => 255 - x)]
    const both = await session.run({ images: bytes(Uint8Array.of(...one, ...two), [2, 30, 20, 1]) })
    const alone = await session.run({ images: bytes(two, [1, 30, 20, 1]) })
    expect([...(both.embeddings!.data as Float32Array)].slice(64)).toEqual([
      ...(alone.embeddings!.data as Float32Array),
    ])
    await session.close()
  })

  it('gives a network of one channel the brightness of coloured pixel values, and leaves grey ones as they are', async () => {
    const form: StemForm = { ...grey, height: 1, width: 1, fit: 'cover' }
    const session = await openSession(
      withStem(core(form), { form, input: 'pixel_values', resize: false, output: 'image_embeds' }),
    )
    const { image_embeds: y } = await session.run({ pixel_values: floats([1, 0, 0, 2, 2, 2], [2, 3, 1, 1]) })
    expect(y!.data[0]).toBeCloseTo(0.2126)
    expect(y!.data[1]).toBeCloseTo(2)
    await session.close()
  })

  it('refuses what is no model, and a model of two inputs', () => {
    const form: StemForm = { ...grey, height: 1, width: 1, fit: 'cover' }
    const options = { form, input: 'images', resize: true, output: 'y' } as const
    expect(() => withStem(Uint8Array.of(255, 255), options)).toThrow(/withStem: the bytes must be an ONNX model/)
    const x = input('x', 'float32', ['N', 1, 1, 1])
    const two = emit({ y: flatten(x) }, { name: 'two', inputs: [x, input('more', 'float32', [1])] })
    expect(() => withStem(two, options)).toThrow(/must have one input and one output, got '2 and 1'/)
  })
})
