import type { Dataset, Fit } from '../data/dataset.ts'
import { openDataset } from '../data/open.ts'
import type { Pixels } from '../data/pixels.ts'
import { loadPixels } from '../data/pixels.ts'
import type { NumericArray } from '../tensor/array.ts'
import { bytes, floats } from '../tensor/array.ts'
import { extractFeatures } from '../train/extractFeatures.ts'
import type { Intake } from '../train/intake.ts'
import { progress } from '../train/progress.ts'
import type { ImageForm, ModelForm } from './modelForm.ts'
import { intakeFor } from './modelForm.ts'
import { openFrozen } from './openFrozen.ts'
import type { Settings } from './settings.ts'

/** A dataset as the model takes it, in memory. */
export interface Samples extends ModelForm {
  readonly dataset: Dataset
  /** The images; small copies of them where the model takes features. */
  readonly pixels: Pixels
  readonly intake: Intake
  /** Some rows as the model takes them. */
  readonly samples: (rows: ArrayLike<number>) => NumericArray
}

/** The settings that say what is loaded. */
export type Source = Pick<Settings, 'dataset' | 'imageSize' | 'backbone' | 'backboneOutput' | 'device'>

/** Opens a dataset and decodes all its images, with progress; and where there is a frozen model, runs it over them.
 *  @param form what a run's model wants; left out: as the settings or the dataset say
 *  @param check looks at the dataset before anything is decoded */
export async function loadSamples(
  settings: Source,
  form: Partial<ModelForm> = {},
  check: (dataset: Dataset) => void = () => {},
): Promise<Samples> {
  const dataset = await openDataset(settings.dataset)
  try {
    check(dataset)
    const { backbone } = settings
    return await (backbone === null
      ? decoded(dataset, settings, form)
      : extracted(dataset, { ...settings, backbone }, form))
  } finally {
    await dataset.close?.()
  }
}

async function decoded(dataset: Dataset, { imageSize }: Source, { image }: Partial<ModelForm>): Promise<Samples> {
  const bar = progress({ total: dataset.size, unit: 'images', label: `decoding ${dataset.name}`, after: 500 })
  try {
    const pixels = await loadPixels(dataset, {
      ...(imageSize === null ? {} : { size: imageSize }),
      ...image,
      onProgress: (done) => bar.update(done),
    })
    const { width, height, channels } = pixels
    const own = { image: { width, height, channels, fit: fitOf(dataset, image) }, frozen: null }
    const intake = intakeFor(own)
    const samples = (rows: ArrayLike<number>) => bytes(pixels.batch(rows), [rows.length, ...intake.sample])
    return { ...own, dataset, pixels, intake, samples }
  } finally {
    bar.done()
  }
}

async function extracted(
  dataset: Dataset,
  settings: Source & { readonly backbone: string },
  form: Partial<ModelForm>,
): Promise<Samples> {
  const { backbone, frozen } = await openFrozen(settings, form)
  const bar = progress({ total: dataset.size, unit: 'images', label: `features of ${dataset.name}`, after: 500 })
  try {
    const fit = fitOf(dataset, form.image)
    const { pixels, batch } = await extractFeatures(dataset, backbone, { fit, onProgress: (done) => bar.update(done) })
    const own = { image: { ...backbone.image, fit }, frozen }
    const intake = intakeFor(own)
    const samples = (rows: ArrayLike<number>) => floats(batch(rows), [rows.length, ...intake.sample])
    return { ...own, dataset, pixels, intake, samples }
  } finally {
    bar.done()
    await backbone.close()
  }
}

const fitOf = (dataset: Dataset, image: ImageForm | undefined): Fit => image?.fit ?? dataset.protocol?.fit ?? 'cover'
