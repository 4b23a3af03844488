import type { Dataset, Fit, Skipped } from '../data/dataset.ts'
import { openLoader } from '../data/loader/openLoader.ts'
import { openDataset } from '../data/open.ts'
import type { Pixels } from '../data/pixels.ts'
import { loadPixels } from '../data/pixels.ts'
import { fail } from '../errors.ts'
import type { Backbone } from '../runtime/backbone.ts'
import type { NumericArray } from '../tensor/array.ts'
import { bytes, floats } from '../tensor/array.ts'
import type { Extracted } from '../train/extractFeatures.ts'
import { extractFeatures } from '../train/extractFeatures.ts'
import type { Intake } from '../train/intake.ts'
import { images } from '../train/intake.ts'
import { progress } from '../train/progress.ts'
import { availableMemory } from './availableMemory.ts'
import { featureCacheOptions } from './featureCacheOptions.ts'
import type { FoundBackbone } from './foundBackbone.ts'
import type { ImageForm, ModelForm } from './modelForm.ts'
import { intakeFor } from './modelForm.ts'
import { openFound, openFrozenBackbone } from './openFrozenBackbone.ts'
import { openTrunk } from './openTrunk.ts'
import type { Settings } from './settings.ts'
import type { Trunk } from './trunk.ts'

/** A dataset as the model takes it. */
export interface Samples extends ModelForm {
  readonly dataset: Dataset
  /** The images, to be looked at: small copies of them where the model takes larger ones, or features. */
  readonly pixels: Pixels
  readonly intake: Intake
  /** Some rows as the model takes them. */
  readonly samples: (rows: ArrayLike<number>) => NumericArray | Promise<NumericArray>
  /** Whether the rows are held in memory, or made whenever they are asked for. */
  readonly inMemory: boolean
  /** Ends what reads the dataset. */
  readonly close: () => Promise<void>
  /** What the trunk gave of every row before it was trained here, brought to rows; null: nothing is known of it. */
  readonly features: Features | null
  /** What a head is trained on top of, and along with; null: there is none, or it is part of a run's model already. */
  readonly trunk: Trunk | null
}

/** Rows of features. */
export interface Features {
  readonly dimension: number
  readonly batch: (rows: ArrayLike<number>) => NumericArray
}

/** The settings that say what is loaded. */
export type Source = Pick<
  Settings,
  | 'dataset'
  | 'imageSize'
  | 'backbone'
  | 'backboneOutput'
  | 'network'
  | 'weights'
  | 'fineTune'
  | 'batchNorm'
  | 'pixels'
  | 'pool'
  | 'strict'
  | 'device'
>

/** Opens a dataset and decodes its images, with progress; and where there is a frozen backbone, runs it over them.
 *  @param form what a run's model takes; left out: as the settings or the dataset say
 *  @param check looks at the dataset before anything is decoded
 *  @param mostInMemory bytes of decoded images that are held; of more, small copies are, and the rest is decoded whenever it is
 *    asked for. Default 4 GiB, or a quarter of the memory there is */
export async function loadSamples(
  settings: Source,
  form: Partial<ModelForm> = {},
  check: (dataset: Dataset) => void = () => {},
  mostInMemory = Math.min(4 * 2 ** 30, availableMemory() / 4),
): Promise<Samples> {
  const dataset = await openDataset(settings.dataset)
  try {
    check(dataset)
    if (settings.strict) refuseSkipped(dataset.skipped)
    const { backbone } = settings
    if (backbone !== null && (form.backbone?.use ?? useOf(settings)) === 'frozen')
      return await extracted(dataset, { ...settings, backbone }, form)
    // The model of a run that has ended holds what it stood on.
    const trunk = form.image ? null : await openTrunk(settings, form)
    const loaded = await decoded(dataset, settings, { form, trunk, mostInMemory })
    return trunk?.found ? { ...loaded, features: await featuresUnder(trunk.found, settings, loaded) } : loaded
  } catch (error) {
    await dataset.close?.()
    throw error
  }
}

const useOf = ({ fineTune }: Source): 'frozen' | 'trained' => (fineTune === null ? 'frozen' : 'trained')

async function decoded(
  dataset: Dataset,
  { imageSize, strict }: Source,
  {
    form: { image, backbone = null },
    trunk,
    mostInMemory,
  }: { readonly form: Partial<ModelForm>; readonly trunk: Trunk | null; readonly mostInMemory: number },
): Promise<Samples> {
  const bar = progress({ total: dataset.size, unit: 'images', label: `decoding ${dataset.name}`, after: 500 })
  try {
    const wanted = formFor(
      dataset,
      { ...(imageSize === null ? {} : { size: imageSize }), ...trunk?.image, ...image },
      trunk?.found?.known?.fit,
    )
    const { width, height, channels } = wanted
    const whole = dataset.size * width * height * channels <= mostInMemory
    const longest = Math.max(width, height)
    const factor = whole ? 1 : Math.max(1, longest / thumbnail)
    const pixels = await loadPixels(dataset, {
      ...wanted,
      width: Math.max(1, Math.round(width / factor)),
      height: Math.max(1, Math.round(height / factor)),
      onProgress: (done) => bar.update(done),
    })
    if (strict) refuseSkipped(pixels.skipped)
    const own = { image: wanted, backbone: trunk ? trunk.model : backbone }
    const intake = trunk ? images(own.image, trunk.scale) : intakeFor(own)
    const rowsOf = (rows: ArrayLike<number>, data: Uint8Array) => bytes(data, [rows.length, ...intake.sample])
    const shared = { ...own, dataset, pixels, intake, trunk, features: null }
    if (whole)
      return {
        ...shared,
        inMemory: true,
        samples: (rows) => rowsOf(rows, pixels.batch(rows)),
        close: async () => dataset.close?.(),
      }
    // Too many to be held: they are decoded again whenever they are asked for.
    const loader = openLoader({ dataset, form: wanted, seed: 0, strict: true })
    return {
      ...shared,
      inMemory: false,
      samples: async (rows) => rowsOf(rows, await loader.batch(Array.from(rows, (row) => pixels.kept[row]!))),
      async close() {
        await loader.close()
        await dataset.close?.()
      },
    }
  } finally {
    bar.done()
  }
}

/** Of images that are not held, small copies are: no longer than this on either side. */
const thumbnail = 64

/** What images are brought to: as asked for, as the dataset's protocol has it, or what is usual. */
function formFor(
  dataset: Dataset,
  wanted: Partial<ImageForm> & { readonly size?: number },
  usual: Fit = 'cover',
): ImageForm {
  const { protocol } = dataset
  const { size = protocol?.imageSize ?? 64, width = size, height = size } = wanted
  const { channels = protocol?.channels ?? 3, fit = protocol?.fit ?? usual } = wanted
  return { width, height, channels, fit }
}

function refuseSkipped([first]: readonly Skipped[]): void {
  if (first)
    fail({
      who: first.name,
      rule: first.reason,
      remedy: 'repair or remove it, or leave --strict out: it is then left out',
    })
}

async function extracted(
  dataset: Dataset,
  settings: Source & { readonly backbone: string },
  form: Partial<ModelForm>,
): Promise<Samples> {
  const { backbone, model, fit: usual } = await openFrozenBackbone(settings, form)
  const fit = fitOf(dataset, form.image, usual)
  const { pixels, batch } = await extract(dataset, backbone, fit)
  if (settings.strict) refuseSkipped(pixels.skipped)
  const own = { image: { ...backbone.image, fit }, backbone: model }
  const intake = intakeFor(own)
  const samples = (rows: ArrayLike<number>) => floats(batch(rows), [rows.length, ...intake.sample])
  const features = { dimension: model.dimension, batch: samples }
  const close = async () => dataset.close?.()
  return { ...own, dataset, pixels, intake, samples, features, trunk: null, inMemory: true, close }
}

/** The features of what is to be trained, as it was, for the rows that were loaded. */
async function featuresUnder(
  found: FoundBackbone,
  settings: Source,
  { dataset, image, pixels }: Samples,
): Promise<Features> {
  const backbone = await openFound(found, settings, { image })
  const { dimension } = backbone
  const { pixels: seen, batch } = await extract(dataset, backbone, image.fit)
  const place = new Map(Array.from(seen.kept, (i, row) => [i, row]))
  const rowOf = (row: number): number =>
    place.get(pixels.kept[row]!) ??
    fail({
      who: dataset.names[pixels.kept[row]!]!,
      rule: 'was read once and can be read no more',
      remedy: 'begin again',
    })
  return {
    dimension,
    batch: (rows) => floats(batch(Array.from(rows, rowOf)), [rows.length, dimension]),
  }
}

/** Runs a backbone over all images, or reads from the cache what it gave of them before; closes it. */
async function extract(dataset: Dataset, backbone: Backbone, fit: Fit): Promise<Extracted> {
  const bar = progress({ total: dataset.size, unit: 'images', label: `features of ${dataset.name}`, after: 500 })
  try {
    return await extractFeatures(dataset, backbone, {
      fit,
      cache: featureCacheOptions((text) => bar.say(text)),
      onProgress: (done) => bar.update(done),
    })
  } finally {
    bar.done()
    await backbone.close()
  }
}

const fitOf = (dataset: Dataset, image: ImageForm | undefined, usual: Fit = 'cover'): Fit =>
  image?.fit ?? dataset.protocol?.fit ?? usual
