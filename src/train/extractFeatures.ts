import type { Dataset, Fit, Skipped } from '../data/dataset.ts'
import { gather } from '../data/gather.ts'
import type { Pixels } from '../data/pixels.ts'
import { shrink } from '../data/shrink.ts'
import { tryDecode } from '../data/tryDecode.ts'
import { demand, fail } from '../errors.ts'
import type { Backbone } from '../runtime/backbone.ts'

/** What a backbone makes of the images of a dataset. */
export interface Extracted {
  /** [rows, dimension] */
  readonly data: Float32Array
  readonly dimension: number
  /** Copies of some rows, one after the other. */
  readonly batch: (rows: ArrayLike<number>) => Float32Array
  /** Small copies of the images, to be looked at: their rows are the features' rows. */
  readonly pixels: Pixels
}

export interface ExtractOptions {
  /** Default: that of the dataset's protocol, or else `cover`. */
  readonly fit?: Fit
  /** Called after each block of images. */
  readonly onProgress?: (done: number, total: number) => void
  /** Bytes that the features may take. Default 4 GiB. */
  readonly memoryLimit?: number
}

/** Images decoded at a time: they are in memory until the backbone has seen them, and the next are decoded meanwhile. */
const block = 16

/** The small copies are no longer than this on either side. */
const thumbnail = 64

/** Decodes every image of a dataset and runs a backbone over it, block by block: of the images themselves only small
 *  copies stay. Images that do not decode are left out and listed. Fails where none does, and, before any is decoded,
 *  where the features would take more than `memoryLimit`. */
export async function extractFeatures(
  dataset: Dataset,
  backbone: Backbone,
  { fit = dataset.protocol?.fit ?? 'cover', onProgress, memoryLimit = 4 * gibi }: ExtractOptions = {},
): Promise<Extracted> {
  const { dimension, image } = backbone
  const total = dataset.size
  demandRoom(4 * total * dimension, total, memoryLimit)
  const longest = Math.max(image.width, image.height)
  const factor = Math.min(Math.ceil(longest / thumbnail), image.width, image.height)
  const [width, height] = [Math.floor(image.width / factor), Math.floor(image.height / factor)]
  const stride = width * height * image.channels
  const features = new Float32Array(total * dimension)
  const small = new Uint8Array(total * stride)
  const kept: number[] = []
  const skipped: Skipped[] = []

  const decoded = (start: number): Promise<(Uint8Array | string)[]> =>
    Promise.all(
      Array.from({ length: Math.max(0, Math.min(block, total - start)) }, (_, i) =>
        tryDecode(dataset.source(start + i), { ...image, fit }),
      ),
    )
  let next = decoded(0)
  for (let start = 0; start < total; start += block) {
    const images = await next
    next = decoded(start + block)
    const whole: Uint8Array[] = []
    const first = kept.length
    for (const [i, one] of images.entries()) {
      if (typeof one === 'string') skipped.push({ name: dataset.names[start + i]!, reason: one })
      else {
        small.set(shrink(one, image, factor), kept.length * stride)
        kept.push(start + i)
        whole.push(one)
      }
    }
    features.set(await backbone.features(whole), first * dimension)
    onProgress?.(start + images.length, total)
  }
  demand(kept.length > 0, {
    who: 'extractFeatures',
    rule: `at least one of the ${total} images of '${dataset.name}' must decode`,
    ...(skipped[0] && { remedy: `the first, '${skipped[0].name}', did not: ${skipped[0].reason}` }),
  })
  const data = features.subarray(0, kept.length * dimension)
  const pictures = small.subarray(0, kept.length * stride)
  return {
    data,
    dimension,
    batch: (rows) => gather(data, dimension, rows),
    pixels: {
      data: pictures,
      width,
      height,
      channels: image.channels,
      kept: Int32Array.from(kept),
      skipped,
      batch: (rows) => gather(pictures, stride, rows),
    },
  }
}

const gibi = 2 ** 30

function demandRoom(bytes: number, images: number, memoryLimit: number): void {
  if (bytes <= memoryLimit) return
  const inGibi = (value: number): string => (value / gibi).toPrecision(3)
  fail({
    who: 'extractFeatures',
    rule: `features may take ${inGibi(memoryLimit)} GiB of memory`,
    value: `${inGibi(bytes)} GiB for ${images} images`,
    remedy: 'use fewer images, or a model of narrower features',
  })
}
