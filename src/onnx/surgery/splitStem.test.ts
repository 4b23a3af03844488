import { describe, expect, it } from 'vitest'
import { add, cast, conv, div, flatten, mul, reshape, sub, transpose } from '../../ops/index.ts'
import { openSession } from '../../runtime/session.ts'
import { bytes, floats } from '../../tensor/array.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { constant, input } from '../../tensor/tensor.ts'
import { emit } from '../emit.ts'
import { splitStem } from './splitStem.ts'

const form = { height: 2, width: 2, channels: 3 } as const
const images = input('images', 'uint8', ['N', 2, 2, 3])
const kernel = constant(floats([1, 1, 1], [1, 3, 1, 1]))
const network = (pixels: Tensor): Tensor => flatten(conv(pixels, kernel))
const model = (pixels: Tensor): Uint8Array => emit({ embeddings: network(pixels) }, { name: 'model' })

const pictures = bytes(
  Uint8Array.from({ length: 24 }, (_, i) => 10 * i),
  [2, 2, 2, 3],
)

async function both(whole: Uint8Array): Promise<[number[], number[]]> {
  const { stem, core } = splitStem(whole, form)
  const [a, b, c] = [await openSession(whole), await openSession(stem), await openSession(core)]
  const { embeddings } = await a.run({ images: pictures })
  const { pixel_values: pixels } = await b.run({ images: pictures })
  const again = await c.run({ pixel_values: pixels! })
  expect(pixels!.shape).toEqual([2, 3, 2, 2])
  return [[...(embeddings!.data as Float32Array)], [...(again.embeddings!.data as Float32Array)]]
}

describe('splitStem', () => {
  it('cuts where normalised pixels go into the network: both parts after one another are the whole', async () => {
    const centred = sub(div(cast(images, 'float32'), 127.5), 1)
    const [whole, parts] = await both(model(transpose(centred, [0, 3, 1, 2])))
    expect(parts).toEqual(whole)
  })

  it('takes what is done to each channel after the move along', async () => {
    const moved = transpose(cast(images, 'float32'), [0, 3, 1, 2])
    const scaled = mul(sub(moved, constant(floats([1, 2, 3], [1, 3, 1, 1]))), 0.5)
    const [whole, parts] = await both(model(scaled))
    expect(parts).toEqual(whole)
    expect(splitStem(model(scaled), form).core.length).toBeLessThan(model(scaled).length)
  })

  it('says so where the images go into the network in another way', () => {
    const asTheyAre = emit(
      { y: flatten(reshape(add(cast(images, 'float32'), cast(images, 'float32')), [-1, 12])) },
      { name: 'other' },
    )
    expect(() => splitStem(asTheyAre, form)).toThrow(/must bring its images to \[N, C, H, W\] before anything else/)
  })
})
