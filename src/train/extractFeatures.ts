import type { Dataset, Fit, Skipped } from '../data/dataset.ts'
import { gather } from '../data/gather.ts'
import type { Pixels } from '../data/pixels.ts'
import { shrink } from '../data/shrink.ts'
import { tryDecode } from '../data/tryDecode.ts'
import { demand, fail } from '../errors.ts'
import type { Backbone } from '../runtime/backbone.ts'
import type { FeatureBlock } from './featureCache/featureBlock.ts'
import { featureKey } from './featureCache/featureKey.ts'
import type { FeatureCache, FeatureCacheOptions } from './featureCache/openFeatureCache.ts'
import { openFeatureCache } from './featureCache/openFeatureCache.ts'

/** What a backbone makes of the images of a dataset. */
export interface Extracted {
  /** [rows, dimension] */
  readonly data: Float32Array
  readonly dimension: number
  /** Copies of some rows, one after the other. */
  readonly batch: (rows: ArrayLike<number>) => Float32Array
  /** Small copies of the images, to be looked at: their rows are the features' rows. */
  readonly pixels: Pixels
  /** How many of the images were found in the cache, and its folder, where there is one. */
  readonly cached: { readonly images: number; readonly folder: string | undefined }
}

export interface ExtractOptions {
  /** Default: that of the dataset's protocol, or else `cover`. */
  readonly fit?: Fit
  /** Called after each block of images. */
  readonly onProgress?: (done: number, total: number) => void
  /** Bytes that the features may take. Default 4 GiB. */
  readonly memoryLimit?: number
  /** Where features are kept from one time to the next. Default: nowhere. */
  readonly cache?: FeatureCacheOptions
}

/** Images decoded at a time: they are in memory until the backbone has seen them, and the next are decoded meanwhile. */
const batchImages = 16

/** Images whose features are kept together, a whole number of batches: those that a kill can lose. */
const blockImages = 64

/** The small copies are no longer than this on either side. */
const thumbnail = 64

/** Decodes every image of a dataset and runs a backbone over it, block by block: of the images themselves only small
 *  copies stay. Images that do not decode are left out and listed. With a cache, each block that is found there is read
 *  instead, and each that is made is kept at once: after a kill the next call goes on, and gives the same bytes as one that
 *  was never killed. Fails where no image decodes, and, before any is decoded, where the features would take more than
 *  `memoryLimit`. */
export async function extractFeatures(
  dataset: Dataset,
  backbone: Backbone,
  { fit = dataset.protocol?.fit ?? 'cover', onProgress, memoryLimit = 4 * gibi, cache: wanted }: ExtractOptions = {},
): Promise<Extracted> {
  const { dimension, image } = backbone
  const total = dataset.size
  demandRoom(4 * total * dimension, total, memoryLimit)
  const { width, height } = pictureOf(image)
  const stride = width * height * image.channels
  const features = new Float32Array(total * dimension)
  const small = new Uint8Array(total * stride)
  const kept: number[] = []
  const skipped: Skipped[] = []
  let found = 0

  const cache = wanted && (await opened(wanted, dataset, backbone, fit))
  const make = maker(dataset, backbone, fit, (start) => cache?.has(start / blockImages) ?? false)
  for (let start = 0; start < total; start += blockImages) {
    const end = Math.min(start + blockImages, total)
    const there = cache?.read(start / blockImages)
    const block = there ?? (await make(start, end, (done) => onProgress?.(done, total)))
    if (there) found += end - start
    // A file that could not be read this time may be read the next.
    else if (!block.skipped.some(([, reason]) => /must be readable/.test(reason)))
      cache?.write(start / blockImages, block)
    features.set(block.features, kept.length * dimension)
    small.set(block.pictures, kept.length * stride)
    const reasons = new Map(block.skipped)
    for (let i = start; i < end; i++) {
      const reason = reasons.get(i - start)
      if (reason === undefined) kept.push(i)
      else skipped.push({ name: dataset.names[i]!, reason })
    }
    onProgress?.(end, total)
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
    cached: { images: found, folder: cache?.folder },
  }
}

/** By how much images are made smaller to be looked at, and what that gives. */
function pictureOf({ width, height }: Backbone['image']): { factor: number; width: number; height: number } {
  const factor = Math.min(Math.ceil(Math.max(width, height) / thumbnail), width, height)
  return { factor, width: Math.floor(width / factor), height: Math.floor(height / factor) }
}

async function opened(
  options: FeatureCacheOptions,
  dataset: Dataset,
  backbone: Backbone,
  fit: Fit,
): Promise<FeatureCache | undefined> {
  const { dimension, image, identity } = backbone
  const { width, height } = pictureOf(image)
  return openFeatureCache(options, {
    key: await featureKey(dataset, backbone, { fit, picture: [width, height] }),
    images: dataset.size,
    blockImages,
    dimension,
    picture: [height, width, image.channels],
    about: { dataset: dataset.name, images: dataset.size, dimension, ...image, fit, ...identity },
  })
}

/** Makes blocks of features: decodes a batch while the backbone sees the one before.
 *  @param isThere whether the block that begins at an image need not be made */
function maker(dataset: Dataset, backbone: Backbone, fit: Fit, isThere: (start: number) => boolean) {
  const { image, dimension } = backbone
  const { factor, width, height } = pictureOf(image)
  const stride = width * height * image.channels
  let ahead: { readonly start: number; readonly images: Promise<(Uint8Array | string)[]> } | undefined

  const decoded = (start: number): Promise<(Uint8Array | string)[]> => {
    const count = Math.min(batchImages, dataset.size - start)
    const images = Promise.all(
      Array.from({ length: count }, (_, i) => tryDecode(dataset.source(start + i), { ...image, fit })),
    )
    // Should the backbone fail first, nobody waits for these any more.
    images.catch(() => {})
    return images
  }

  return async (first: number, end: number, onProgress: (done: number) => void): Promise<FeatureBlock> => {
    const features = new Float32Array((end - first) * dimension)
    const pictures = new Uint8Array((end - first) * stride)
    const skipped: [number, string][] = []
    let rows = 0
    for (let start = first; start < end; start += batchImages) {
      const images = await (ahead?.start === start ? ahead.images : decoded(start))
      const next = start + batchImages
      const wanted = next < dataset.size && (next % blockImages !== 0 || !isThere(next))
      ahead = wanted ? { start: next, images: decoded(next) } : undefined
      const whole = images.filter((one): one is Uint8Array => typeof one !== 'string')
      for (const [i, one] of images.entries()) if (typeof one === 'string') skipped.push([start - first + i, one])
      for (const [i, one] of whole.entries()) pictures.set(shrink(one, image, factor), (rows + i) * stride)
      features.set(await backbone.features(whole), rows * dimension)
      rows += whole.length
      if (next < end) onProgress(next)
    }
    return {
      skipped,
      features: features.subarray(0, rows * dimension),
      pictures: pictures.subarray(0, rows * stride),
    }
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
