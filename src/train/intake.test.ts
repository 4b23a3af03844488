import { describe, expect, it } from 'vitest'
import { evaluate } from '../runtime/evaluate.ts'
import { bytes } from '../tensor/array.ts'
import { constant } from '../tensor/tensor.ts'
import type { ImageShape, Normalisation } from './intake.ts'
import { images } from './intake.ts'

const taken = async (
  pixels: readonly number[],
  shape: ImageShape,
  normalisation?: Normalisation,
): Promise<number[]> => {
  const samples = constant(bytes(Uint8Array.from(pixels), [1, shape.height, shape.width, shape.channels]))
  const { y } = await evaluate({ y: images(shape, normalisation).toNetwork(samples) })
  expect(y!.shape).toEqual([1, shape.channels, shape.height, shape.width])
  return Array.from(y!.data as Float32Array)
}

const colour = { height: 1, width: 2, channels: 3 } as const
const grey = { height: 1, width: 2, channels: 1 } as const

describe('images', () => {
  it('are brought to [-1, 1], channel after channel', async () => {
    expect(await taken([0, 255, 51, 255, 0, 204], colour)).toEqual(
      [-1, 1, 1, -1, -0.6, 0.6].map((x) => expect.closeTo(x, 6)),
    )
  })

  it('are normalised by a mean and a deviation of each channel where these are given', async () => {
    const normalisation = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] }
    const pixels = [0, 255, 51, 128, 7, 204]
    const expected = [0, 3, 1, 4, 2, 5].map((at) => {
      const channel = at % 3
      return (pixels[at]! / 255 - normalisation.mean[channel]!) / normalisation.std[channel]!
    })
    expect(await taken(pixels, colour, normalisation)).toEqual(expected.map((x) => expect.closeTo(x, 5)))
    expect(await taken([0, 255], grey, { mean: [0.5], std: [0.25] })).toEqual([-2, 2].map((x) => expect.closeTo(x, 6)))
  })

  it.each<[Normalisation, string]>([
    [{ mean: [0, 0], std: [1, 1, 1] }, 'images: mean must be 3 finite numbers, one for each channel, got [0,0]'],
    [
      { mean: [0, 0, 0], std: [1, 0, 1] },
      'images: std must be 3 finite numbers above 0, one for each channel, got [1,0,1]',
    ],
    [{ mean: [0, Number.NaN, 0], std: [1, 1, 1] }, 'images: mean must be 3 finite numbers'],
  ])('refuse %j', (normalisation, message) => {
    expect(() => images(colour, normalisation)).toThrow(message)
  })
})
