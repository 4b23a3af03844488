import { random } from '../../random.ts'
import type { Augment, PixelStep, Size } from '../augment/augment.ts'
import { centered } from '../augment/centerCrop.ts'
import type { Fit, ImageSource } from '../dataset.ts'
import { decode } from '../decode.ts'
import { decodeWindow } from './decodeWindow.ts'

/** The form of a loader's images: what a network takes. */
export interface ImageForm extends Size {
  /** 1: grey, 3: red, green, blue. */
  readonly channels: 1 | 3
  /** Where no step of the recipe cuts: `cover` (default) crops the centre, `fill` stretches. */
  readonly fit?: Fit
}

/** Decodes an image and varies it into `out`, height * width * channels bytes: a function of the image, the recipe and `seed`.
 *  @param seed names the random numbers: seed, epoch and index of the image */
export async function makeImage(
  source: ImageSource,
  form: ImageForm,
  augment: Augment,
  seed: string,
  out: Uint8Array,
): Promise<void> {
  const streams = random(seed)
  const streamOf = (i: number) => streams.fork(String(i))
  const resize = augment.find((step) => step.kind === 'resize')
  const at = augment.findIndex((step) => step.kind === 'crop')
  const crop = augment[at]
  const data =
    resize === undefined && crop === undefined
      ? await decode(source, form)
      : await decodeWindow(source, form, (from) => {
          const resized = resize?.to(from, form)
          const whole = resized ?? from
          const window = crop?.kind === 'crop' ? crop.window(whole, form, streamOf(at)) : centered(whole, form)
          return resized === undefined ? { window } : { resized, window }
        })
  out.set(data)
  const image = { data: out, width: form.width, height: form.height, channels: form.channels }
  augment.forEach((step, i) => {
    if (isPixelStep(step)) step.apply(image, streamOf(i))
  })
}

const isPixelStep = (step: Augment[number]): step is PixelStep => step.kind === 'pixels'
