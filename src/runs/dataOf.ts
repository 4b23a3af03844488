import type { Skipped } from '../data/dataset.ts'
import { labelLevel } from '../data/dataset.ts'
import { findClasses } from '../data/findClasses.ts'
import type { Protocol } from '../data/protocol.ts'
import type { NumericArray } from '../tensor/array.ts'
import { ints } from '../tensor/array.ts'
import type { Embedder } from '../train/embedder.ts'
import type { Division } from './divideImages.ts'
import { divideImages } from './divideImages.ts'
import type { Samples, Source } from './loadSamples.ts'
import { loadSamples } from './loadSamples.ts'
import type { ModelForm } from './modelForm.ts'

/** A dataset in memory, with its images divided. */
export interface Data extends Samples {
  readonly protocol: Protocol
  /** Images that were left out, with the reason. */
  readonly skipped: readonly Skipped[]
  /** Rows that were kept out of training, to choose by; none where nothing is chosen. */
  readonly heldOut: Int32Array
  /** Training labels of some rows, int64. */
  readonly labels: (rows: ArrayLike<number>) => NumericArray
}

type Wanted = Source & Division

/** Opens a dataset, decodes its images and divides them. The division is the same for every seed of training: seeds
 *  are compared on the same queries.
 *  @param form what a run's model wants; left out: as the settings or the dataset say
 *  @param trainedElsewhere the model to be judged was trained on other data */
export async function dataOf(
  settings: Wanted,
  form: Partial<ModelForm> = {},
  { trainedElsewhere = false } = {},
): Promise<Data> {
  const loaded = await loadSamples(settings, form, (opened) => {
    if (settings.label !== null) labelLevel(opened, settings.label, '--label')
    if (settings.evaluateLabel !== null) labelLevel(opened, settings.evaluateLabel, '--evaluate-label')
    if (settings.unseen !== null) findClasses(opened, settings.unseen, '--unseen')
  })
  return divideData(settings, loaded, { trainedElsewhere })
}

/** Divides images that are loaded already: for every fold of cross-validation they are the same. */
export function divideData(settings: Division, loaded: Samples, { trainedElsewhere = false } = {}): Data {
  const { dataset, pixels } = loaded
  const { skipped, ...divided } = divideImages(settings, dataset, pixels.kept, { trainedElsewhere })
  return {
    ...loaded,
    ...divided,
    labels: (rows) => ints(Int32Array.from(rows, (row) => divided.protocol.label.labels[row]!)),
    skipped: [...dataset.skipped, ...pixels.skipped, ...skipped],
  }
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
