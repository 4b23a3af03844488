import { demand, fail, NearkinError } from '../errors.ts'
import { readBytes } from '../files.ts'
import { weightsOutside } from '../onnx/weightsOutside.ts'
import type { Declared, Session, SessionOptions } from './session.ts'
import { openSession } from './session.ts'

/** A frozen model from images to features: of anyone's making, never trained here. */
export interface Backbone {
  /** The output that the features are. */
  readonly output: string
  /** What images must be brought to. */
  readonly image: { readonly height: number; readonly width: number; readonly channels: 3 }
  /** Numbers that the features of one image have. */
  readonly dimension: number
  /** Features of images, each uint8 [height, width, 3]: [images, dimension], row-major. */
  features(images: readonly Uint8Array[]): Promise<Float32Array>
  close(): Promise<void>
}

export interface BackboneOptions extends SessionOptions {
  /** The name of the output. Default: the first that has one row of numbers for each image. */
  readonly output?: string
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
  const { output: wanted, size, mean = [0.485, 0.456, 0.406], std = [0.229, 0.224, 0.225], ...session } = options
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
  demandWhole(path, bytes)
  const opened = await openSession(bytes, session).catch((cause: unknown) =>
    fail({
      who: path,
      rule: 'must be a whole ONNX model that the runtime can run',
      value: saidBy(cause),
      remedy: 'export it again, or restore it from a copy',
      cause,
    }),
  )
  try {
    const input = imageInput(path, opened)
    const image = { ...sizeFor(path, input, size), channels: 3 as const }
    const output = featureOutput(path, opened, wanted)
    const [fixed] = input.shape
    const block =
      typeof fixed === 'number' ? fixed : Math.max(1, Math.floor(pixelsAtATime / (image.width * image.height)))
    const run = runner({ path, session: opened, input: input.name, output, image, normal: tables(mean, std) })
    // What a model declares may leave the width open: one black image tells.
    const dimension = (await run([], typeof fixed === 'number' ? fixed : 1)).dimension
    return {
      output,
      image,
      dimension,
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

/** What the runtime said, without who passed it on. */
const saidBy = (cause: unknown): unknown => (cause instanceof NearkinError ? cause.complaint.value : cause)

/** The runtime would look for weights of another file in the working directory, and the file's hash would not hold them. */
function demandWhole(path: string, model: Uint8Array): void {
  const outside = weightsOutside(model)
  demand(outside.length === 0, {
    who: path,
    rule: 'a frozen model must hold its weights itself',
    value: `weights in ${outside.join(' and ')}`,
    remedy: "save it as one file, in Python by onnx.save(onnx.load('model.onnx'), 'one.onnx')",
  })
}

/** The one input. Fails unless it is float32 [N, 3, H, W], any of them but 3 open. */
function imageInput(path: string, { declared }: Session): Declared {
  const { inputs } = declared
  const [input] = inputs
  if (inputs.length !== 1 || !input)
    return fail({
      who: path,
      rule: 'a frozen model must have one input, the images',
      value: worded(inputs),
      remedy: 'export the part of it that takes images alone',
    })
  const { type, shape } = input
  const rule = 'the input of a frozen model must be images, float32 [N, 3, H, W]'
  if (shape.length === 4 && shape[3] === 3 && shape[1] !== 3)
    fail({ who: path, rule, value: worded([input]), remedy: 'export it with channels first' })
  const fits = shape.length === 4 && (typeof shape[1] === 'string' || shape[1] === 3)
  demand(fits, { who: path, rule, value: worded([input]), remedy: 'give a model of colour images' })
  demand(type === 'float32', { who: path, rule, value: worded([input]), remedy: 'export it in float32' })
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

/** [N, D], or with nothing but ones after it. */
const isRows = ({ type, shape }: Declared): boolean =>
  type === 'float32' && shape.length >= 2 && shape.slice(2).every((dim) => dim === 1)

/** The name of the output to take. Fails unless it has one row of float32 for each image. */
function featureOutput(path: string, { declared: { outputs } }: Session, wanted: string | undefined): string {
  const found = wanted === undefined ? outputs.find(isRows) : outputs.find(({ name }) => name === wanted)
  if (found && isRows(found)) return found.name
  if (wanted === undefined)
    return fail({
      who: path,
      rule: 'a frozen model must have an output of features, float32 [N, D]',
      value: worded(outputs),
      remedy: 'export it with its features, averaged over places, as an output',
    })
  const right = outputs.filter(isRows)
  return fail({
    who: `--backbone-output ${wanted}`,
    rule: found
      ? `features must be float32 [N, D], and this output of ${path} is ${worded([found])}`
      : `must be an output of ${path}, which has ${worded(outputs)}`,
    remedy:
      right.length === 0
        ? 'export the model with its features, averaged over places, as an output'
        : `name ${right.map(({ name }) => name).join(' or ')}`,
  })
}

/** `input float32 [N, 3, 224, 224]` */
const worded = (values: readonly Declared[]): string =>
  values.length === 0
    ? 'none'
    : values
        .map(({ name, type, shape }) => `${name} ${type ?? 'no tensor'} [${shape.map((dim) => dim || '?').join(', ')}]`)
        .join(' and ')

/** For each channel what each of the 256 values becomes. */
const tables = (mean: readonly number[], std: readonly number[]): Float32Array[] =>
  mean.map((centre, c) => Float32Array.from({ length: 256 }, (_, value) => (value / 255 - centre) / std[c]!))

interface Runner {
  readonly path: string
  readonly session: Session
  readonly input: string
  readonly output: string
  readonly image: Backbone['image']
  readonly normal: readonly Float32Array[]
}

/** Runs `count` images, of which those not given are black. */
function runner({ path, session, input, output, image, normal }: Runner) {
  const { height, width } = image
  const places = height * width
  return async (images: readonly Uint8Array[], count: number): Promise<{ rows: Float32Array; dimension: number }> => {
    const data = new Float32Array(count * 3 * places)
    for (let i = 0; i < count; i++) {
      const pixels = images[i]
      for (let c = 0; c < 3; c++) {
        const [table, plane] = [normal[c]!, (3 * i + c) * places]
        if (!pixels) data.fill(table[0]!, plane, plane + places)
        else for (let at = 0; at < places; at++) data[plane + at] = table[pixels[3 * at + c]!]!
      }
    }
    const shape = [count, 3, height, width]
    const result = await session.run({ [input]: { dtype: 'float32', data, shape } }, [output]).catch((cause: unknown) =>
      fail({
        who: path,
        rule: `must run on images of ${width} x ${height}`,
        value: (cause as { complaint?: { value?: unknown } }).complaint?.value ?? cause,
        remedy: 'try another --image-size, or export the model again',
        cause,
      }),
    )
    const { data: rows, shape: given } = result[output]!
    demand(given[0] === count && rows.length % count === 0 && rows.length > 0, {
      who: path,
      rule: `must give one row of features for each image, and output '${output}' of ${count} is [${given.join(', ')}]`,
      remedy: 'export it so that its first dimension is the number of images',
    })
    demand((rows as Float32Array).every(Number.isFinite), {
      who: path,
      rule: `the features in output '${output}' must be finite`,
      remedy: 'check the model, or name another output by --backbone-output',
    })
    return { rows: rows as Float32Array, dimension: rows.length / count }
  }
}
