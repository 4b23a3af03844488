import { demand, fail } from '../errors.ts'
import type { Dataset, Fit, Skipped } from './dataset.ts'
import { gather } from './gather.ts'
import { inLanes } from './inLanes.ts'
import { tryDecode } from './tryDecode.ts'

/** All images of a dataset, decoded. A row is one image: height * width * channels bytes, channels last. */
export interface Pixels {
  /** rows x height x width x channels */
  readonly data: Uint8Array
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  /** For each row the dataset's index of its image, ascending: images that do not decode have no row. */
  readonly kept: Int32Array
  /** The images that did not decode. */
  readonly skipped: readonly Skipped[]
  /** Copies of those rows, one after the other. */
  readonly batch: (rows: ArrayLike<number>) => Uint8Array
}

/** Shape to load images in; what is left out comes from the dataset's protocol, or else is 64 pixels, 3 channels, `cover`. */
export interface LoadOptions {
  /** Width and height in pixels. */
  readonly size?: number
  readonly width?: number
  readonly height?: number
  readonly channels?: 1 | 3
  readonly fit?: Fit
  /** Called after each image. */
  readonly onProgress?: (done: number, total: number) => void
  /** Bytes that the pixels may take. Default 4 GiB. */
  readonly memoryLimit?: number
}

/** Decodes every image of a dataset, several at a time. Those that do not decode are left out and listed.
 *  Fails where none does, and, before it decodes any, where they would take more than `memoryLimit`. */
export async function loadPixels(dataset: Dataset, options: LoadOptions = {}): Promise<Pixels> {
  const { protocol } = dataset
  const { size = protocol?.imageSize ?? 64, width = size, height = size, onProgress, memoryLimit = 4 * gibi } = options
  const { channels = protocol?.channels ?? 3, fit = protocol?.fit ?? 'cover' } = options
  for (const side of [width, height]) {
    demand(Number.isInteger(side) && side > 0, {
      who: 'loadPixels',
      rule: 'image size must be a positive integer',
      value: side,
    })
  }
  const stride = width * height * channels
  const total = dataset.size
  demandRoom(total, stride, memoryLimit)

  const all = new Uint8Array(total * stride)
  let done = 0
  const reasons = await inLanes(total, async (i) => {
    const image = await tryDecode(dataset.source(i), { width, height, channels, fit })
    if (typeof image !== 'string') all.set(image, i * stride)
    onProgress?.(++done, total)
    return typeof image === 'string' ? image : undefined
  })

  const kept = Int32Array.from(all.length === 0 ? [] : reasons.keys()).filter((i) => reasons[i] === undefined)
  const skipped = Array.from(reasons, (reason, i) => ({ name: dataset.names[i]!, reason })).filter(isSkipped)
  demand(kept.length > 0, {
    who: 'loadPixels',
    rule: `at least one of the ${total} images of '${dataset.name}' must decode`,
    ...(skipped[0] && { remedy: `the first, '${skipped[0].name}', did not: ${skipped[0].reason}` }),
  })
  // Rows move up into the gaps, in place: a second copy of everything might not fit.
  kept.forEach((i, row) => {
    if (row < i) all.copyWithin(row * stride, i * stride, (i + 1) * stride)
  })
  const data = all.subarray(0, kept.length * stride)
  return { data, width, height, channels, kept, skipped, batch: (rows) => gather(data, stride, rows) }
}

const gibi = 2 ** 30

function demandRoom(total: number, stride: number, memoryLimit: number): void {
  const bytes = total * stride
  if (bytes <= memoryLimit) return
  fail({
    who: 'loadPixels',
    rule: `decoded images may take ${inGibi(memoryLimit)} GiB of memory`,
    value: `${inGibi(bytes)} GiB for ${total} images of ${stride} bytes`,
    remedy: 'lower --image-size, or use fewer images',
  })
}

const inGibi = (bytes: number): string => (bytes / gibi).toPrecision(3)

const isSkipped = (entry: { name: string; reason: string | undefined }): entry is Skipped => entry.reason !== undefined
