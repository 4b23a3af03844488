import type { Dataset, Fit, Skipped } from '../data/dataset.ts'
import { labelLevel } from '../data/dataset.ts'
import { findClasses } from '../data/findClasses.ts'
import { openDataset } from '../data/open.ts'
import type { Pixels } from '../data/pixels.ts'
import { loadPixels } from '../data/pixels.ts'
import type { Protocol } from '../data/protocol.ts'
import { protocol } from '../data/protocol.ts'
import { smallClasses } from '../data/smallClasses.ts'
import { fail } from '../errors.ts'
import type { NumericArray } from '../tensor/array.ts'
import { bytes, ints } from '../tensor/array.ts'
import type { Embedder } from '../train/embedder.ts'
import type { Intake } from '../train/intake.ts'
import { images } from '../train/intake.ts'
import { progress } from '../train/progress.ts'
import type { Settings } from './settings.ts'

/** What images are brought to before the model. */
export interface ImageForm {
  readonly width: number
  readonly height: number
  readonly channels: 1 | 3
  readonly fit: Fit
}

/** A dataset with its pixels in memory and its images divided. */
export interface Data {
  readonly dataset: Dataset
  readonly pixels: Pixels
  readonly form: ImageForm
  readonly protocol: Protocol
  readonly intake: Intake
  /** Images that were left out, with the reason. */
  readonly skipped: readonly Skipped[]
  /** Pixels of some rows as the model takes them. */
  readonly samples: (rows: ArrayLike<number>) => NumericArray
  /** Training labels of some rows, int64. */
  readonly labels: (rows: ArrayLike<number>) => NumericArray
}

type Wanted = Pick<Settings, 'dataset' | 'label' | 'evaluateLabel' | 'unseen' | 'imageSize'>

/** Opens a dataset, decodes its images and divides them. The division is the same for every seed of training: seeds
 *  are compared on the same queries.
 *  @param trainedElsewhere the model to be judged was trained on other data */
export async function dataOf(settings: Wanted, image?: ImageForm, { trainedElsewhere = false } = {}): Promise<Data> {
  const { dataset, pixels, form } = await pixelsOf(settings, image, (opened) => {
    if (settings.label !== null) labelLevel(opened, settings.label, '--label')
    if (settings.evaluateLabel !== null) labelLevel(opened, settings.evaluateLabel, '--evaluate-label')
    if (settings.unseen !== null) findClasses(opened, settings.unseen, '--unseen')
  })
  const divided = protocol(dataset, pixels.kept, {
    seed: 0,
    trainedElsewhere,
    ...(settings.label === null ? {} : { label: settings.label }),
    ...(settings.evaluateLabel === null ? {} : { evaluateLabel: settings.evaluateLabel }),
    ...(settings.unseen === null ? {} : { unseen: settings.unseen }),
  })
  const { train, skipped } = withoutSingles(divided, dataset)
  return {
    ...view(pixels, divided),
    dataset,
    pixels,
    form,
    protocol: { ...divided, train },
    skipped: [...dataset.skipped, ...pixels.skipped, ...skipped],
  }
}

/** Opens a dataset and decodes all its images, with progress.
 *  @param image the form that a model wants; left out: as the settings or the dataset say
 *  @param check looks at the dataset before anything is decoded */
export async function pixelsOf(
  { dataset: spec, imageSize }: Pick<Settings, 'dataset' | 'imageSize'>,
  image?: ImageForm,
  check: (dataset: Dataset) => void = () => {},
): Promise<{ dataset: Dataset; pixels: Pixels; form: ImageForm }> {
  const dataset = await openDataset(spec)
  const bar = progress({ total: dataset.size, unit: 'images', label: `decoding ${dataset.name}`, after: 500 })
  try {
    check(dataset)
    const pixels = await loadPixels(dataset, {
      ...(imageSize === null ? {} : { size: imageSize }),
      ...image,
      onProgress: (done) => bar.update(done),
    })
    const { width, height, channels } = pixels
    return { dataset, pixels, form: { width, height, channels, fit: image?.fit ?? dataset.protocol?.fit ?? 'cover' } }
  } finally {
    bar.done()
    await dataset.close?.()
  }
}

function view(pixels: Pixels, { label }: Protocol): Pick<Data, 'intake' | 'samples' | 'labels'> {
  const intake = images(pixels)
  return {
    intake,
    samples: (rows) => bytes(pixels.batch(rows), [rows.length, ...intake.sample]),
    labels: (rows) => ints(Int32Array.from(rows, (row) => label.labels[row]!)),
  }
}

/** A class with one training image has no positive: it stays in the gallery, out of training, and is listed. */
function withoutSingles({ train, label }: Protocol, dataset: Dataset): { train: Int32Array; skipped: Skipped[] } {
  const singles = new Set(smallClasses(label.labels, train, 2).map((small) => small.label))
  if (singles.size === 0) return { train, skipped: [] }
  const kept = train.filter((row) => !singles.has(label.labels[row]!))
  if (new Set(kept.map((row) => label.labels[row]!)).size < 2)
    fail({
      who: dataset.name,
      rule: 'training needs at least two classes of two images each',
      value: `${singles.size} classes with one image`,
      remedy: 'add images, or train on a coarser --label',
    })
  const skipped = [...singles].map((c) => ({
    name: label.classes[c]!,
    reason: 'a class with one training image has no positive; it is not trained on',
  }))
  return { train: kept, skipped }
}

/** Embeddings of some rows of the data. */
export const embedRows = (
  embedder: Embedder,
  { samples }: Pick<Data, 'samples'>,
  rows: Int32Array,
  onProgress: (done: number) => void = () => {},
): Promise<Float32Array> =>
  embedder.embed(rows.length, (start, end) => {
    onProgress(start)
    return samples(rows.subarray(start, end))
  })
