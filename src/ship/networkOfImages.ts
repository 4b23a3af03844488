import { demand, fail } from '../errors.ts'
import { foldBatchNorm } from '../onnx/surgery/foldBatchNorm.ts'
import type { ResizeForm } from '../onnx/surgery/resizedPixels.ts'
import { splitStem } from '../onnx/surgery/splitStem.ts'
import { withKernelShapes } from '../onnx/surgery/withKernelShapes.ts'
import { random } from '../random.ts'
import { openSession } from '../runtime/session.ts'
import { bytes, sizeOf } from '../tensor/array.ts'
import type { Network } from './network.ts'

/** The network in a run's model that takes images. What the model does with its bytes before the network is measured, on black
 *  and on white, and must be (pixel / 255 - mean) / std for each channel: a third image checks it.
 *  @param image what the run's images are brought to */
export async function networkOfImages(
  model: Uint8Array,
  image: ResizeForm & { readonly channels: 1 | 3 },
): Promise<Network> {
  const { stem, core } = splitStem(model, image)
  const { height, width, channels } = image
  const sample = [height, width, channels]
  const size = sizeOf(sample)
  const rng = random('pixels')
  const noise = Uint8Array.from({ length: size }, () => rng.below(256))
  const images = new Uint8Array(3 * size).fill(255, size, 2 * size)
  images.set(noise, 2 * size)
  const session = await openSession(stem)
  const { pixel_values: pixels } = await session
    .run({ images: bytes(images, [3, ...sample]) })
    .finally(() => session.close())
  const places = height * width
  const at = (i: number, channel: number, place = 0): number =>
    Number(pixels!.data[(i * channels + channel) * places + place])
  const each = Array.from({ length: channels }, (_, c) => {
    const slope = (at(1, c) - at(0, c)) / 255
    return { mean: -at(0, c) / (255 * slope), std: 1 / (255 * slope) }
  })
  for (const [c, { mean, std }] of each.entries())
    for (let place = 0; place < places; place++) {
      const expected = (noise[place * channels + c]! / 255 - mean) / std
      demand(Math.abs(at(2, c, place) - expected) < 1e-4 * Math.max(1, 1 / std), {
        who: 'networkOfImages',
        rule: 'a model must normalise each channel alike in all places, (pixel / 255 - mean) / std',
        value: at(2, c, place),
      })
    }
  const finite = each.every(({ mean, std }) => Number.isFinite(mean) && Number.isFinite(std))
  if (!finite) fail({ who: 'networkOfImages', rule: 'white must differ from black in what the network sees' })
  const rounded = (value: number): number => Number(value.toPrecision(6))
  return {
    core: withKernelShapes(foldBatchNorm(core)),
    form: {
      ...image,
      mean: each.map(({ mean }) => rounded(mean)),
      std: each.map(({ std }) => rounded(std)),
    },
  }
}
