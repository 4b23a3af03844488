import { createHash } from 'node:crypto'
import { demand, fail, NearkinError } from '../errors.ts'
import { readBytes } from '../files.ts'
import type { WeightsFile } from '../onnx/weightsBeside.ts'
import { weightsBeside } from '../onnx/weightsBeside.ts'
import { withOutput } from '../onnx/withOutput.ts'
import { featureOutput } from './featureOutput.ts'
import { featureRunner } from './featureRunner.ts'
import { runtimeVersion } from './runtimeVersion.ts'
import type { Declared, Session, SessionOptions } from './session.ts'
import { openSession } from './session.ts'
import type { Take } from './take.ts'
import { wordedTensors } from './wordedTensors.ts'

/** A frozen model from images to features: of anyone's making, never trained here. */
export interface Backbone {
  /** The output that the features are. */
  readonly output: string
  /** What images must be brought to. */
  readonly image: { readonly height: number; readonly width: number; readonly channels: 3 }
  /** Numbers that the features of one image have. */
  readonly dimension: number
  /** All that its features depend on, but for the images: SHA-256 of the file, output, normalisation, device, runtime. (Not the
   *  number of threads, by which they differ in rounding.) */
  readonly identity: Readonly<Record<string, string | readonly number[]>>
  /** Features of images, each uint8 [height, width, 3]: [images, dimension], row-major. */
  features(images: readonly Uint8Array[]): Promise<Float32Array>
  close(): Promise<void>
}

export interface BackboneOptions extends SessionOptions {
  /** The name of the output, or of a tensor inside the model. Default: the first output of one row of numbers an image. */
  readonly output?: string
  /** What of the output the features are: its `row` for each image (default), or of [N, tokens, D], as a vision transformer
   *  gives them, the first token: `classToken`. */
  readonly take?: Take
  /** Pixels, where the model leaves them open. Default 224 x 224. */
  readonly size?: { readonly height: number; readonly width: number }
  /** Of red, green and blue between 0 and 1, taken from the pixels. Default: those of ImageNet, .485 .456 .406. */
  readonly mean?: readonly number[]
  /** What the pixels are then divided by. Default: those of ImageNet, .229 .224 .225. */
  readonly std?: readonly number[]
}

/** Pixels of images that are run at a time, where the model leaves it open: eight of 224 x 224. More are no faster. */
const pixelsAtATime = 8 * 224 * 224

/** Opens an ONNX model as a backbone.  x = (pixel / 255 - mean) / std,  float32 [N, 3, H, W], to features float32 [N, D].
 *  N may be open or fixed (images are then run so many at a time, the last filled up with black), H and W too.
 *  Fails, naming the file and what it has, where it takes anything but such images or gives no such features. */
export async function openBackbone(path: string, options: BackboneOptions = {}): Promise<Backbone> {
  const { output: wanted, take = 'row', size, mean = imageNet.mean, std = imageNet.std, ...session } = options
  for (const [name, list] of Object.entries({ mean, std }))
    demand(list.length === 3 && list.every(Number.isFinite), {
      who: 'openBackbone',
      rule: `${name} must be three numbers, of red, green and blue`,
      value: list,
    })
  demand(
    std.every((value) => value > 0),
    { who: 'openBackbone', rule: 'std must be above 0', value: std },
  )
  const bytes = readBytes(path)
  // The runtime would look for weights of other files in the working directory.
  const weights = weightsBeside(path, bytes)
  const opened = await openWith(wanted, path, bytes, { ...session, weights })
  try {
    const input = imageInput(path, opened)
    const image = { ...sizeFor(path, input, size), channels: 3 as const }
    const output = featureOutput(path, opened, wanted, take)
    const [fixed] = input.shape
    const block =
      typeof fixed === 'number' ? fixed : Math.max(1, Math.floor(pixelsAtATime / (image.width * image.height)))
    const run = featureRunner({ path, session: opened, input: input.name, output, take, image, mean, std })
    // What a model declares may leave the width open: one black image tells.
    const dimension = (await run([], typeof fixed === 'number' ? fixed : 1)).dimension
    return {
      output,
      image,
      dimension,
      identity: {
        model: hashOf(bytes, weights),
        output,
        take,
        mean,
        std,
        device: session.device ?? 'cpu',
        runtime: runtimeVersion,
      },
      async features(images) {
        const all = new Float32Array(images.length * dimension)
        for (let start = 0; start < images.length; start += block) {
          const some = images.slice(start, start + block)
          const { rows } = await run(some, typeof fixed === 'number' ? fixed : some.length)
          all.set(rows.subarray(0, some.length * dimension), start * dimension)
        }
        return all
      },
      close: opened.close,
    }
  } catch (error) {
    await opened.close()
    throw error
  }
}

const imageNet = { mean: [0.485, 0.456, 0.406], std: [0.229, 0.224, 0.225] } as const

/** Opens the model, with an inner tensor as an output where that is what is wanted. */
async function openWith(
  wanted: string | undefined,
  path: string,
  model: Uint8Array,
  options: SessionOptions,
): Promise<Session> {
  const open = (bytes: Uint8Array): Promise<Session> =>
    openSession(bytes, options).catch((cause: unknown) =>
      fail({
        who: path,
        rule: 'must be a whole ONNX model that the runtime can run',
        value: saidBy(cause),
        remedy: 'export it again, or restore it from a copy',
        cause,
      }),
    )
  const opened = await open(model)
  if (wanted === undefined || opened.outputs.includes(wanted)) return opened
  const further = withOutput(model, wanted)
  if (further === undefined) return opened
  await opened.close()
  return open(further)
}

/** What the runtime said, without who passed it on. */
const saidBy = (cause: unknown): unknown => (cause instanceof NearkinError ? cause.complaint.value : cause)

/** SHA-256 of a model and of the files in which it keeps weights. */
function hashOf(model: Uint8Array, weights: readonly WeightsFile[]): string {
  const hash = createHash('sha256').update(model)
  for (const { data } of weights) hash.update(data)
  return hash.digest('hex')
}

/** The one input. Fails unless it is float32 [N, 3, H, W], any of them but 3 open. */
function imageInput(path: string, { declared }: Session): Declared {
  const { inputs } = declared
  const [input] = inputs
  if (inputs.length !== 1 || !input)
    return fail({
      who: path,
      rule: 'a frozen model must have one input, the images',
      value: wordedTensors(inputs),
      remedy: 'export the part of it that takes images alone',
    })
  const { type, shape } = input
  const rule = 'the input of a frozen model must be images, float32 [N, 3, H, W]'
  if (shape.length === 4 && shape[3] === 3 && shape[1] !== 3)
    fail({ who: path, rule, value: wordedTensors([input]), remedy: 'export it with channels first' })
  const fits = shape.length === 4 && (typeof shape[1] === 'string' || shape[1] === 3)
  demand(fits, { who: path, rule, value: wordedTensors([input]), remedy: 'give a model of colour images' })
  demand(type === 'float32', { who: path, rule, value: wordedTensors([input]), remedy: 'export it in float32' })
  return input
}

function sizeFor(
  path: string,
  { shape }: Declared,
  wanted: { readonly height: number; readonly width: number } | undefined,
): { height: number; width: number } {
  const side = (dim: number | string | undefined, own: number | undefined): number => {
    if (typeof dim !== 'number') return own ?? 224
    if (own !== undefined && own !== dim)
      fail({
        who: '--image-size',
        rule: `${path} takes images of ${shape[3]} x ${shape[2]} alone`,
        value: own,
        remedy: 'leave it out',
      })
    return dim
  }
  return { height: side(shape[2], wanted?.height), width: side(shape[3], wanted?.width) }
}
