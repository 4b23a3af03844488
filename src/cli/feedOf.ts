import { openLoader } from '../data/loader/openLoader.ts'
import type { Sampler } from '../data/samplers/sampler.ts'
import type { Data } from '../runs/dataOf.ts'
import type { Settings } from '../runs/settings.ts'
import type { NumericArray } from '../tensor/array.ts'
import { bytes } from '../tensor/array.ts'
import { augmentFrom } from './augmentFrom.ts'

/** The samples of a training, batch by batch. */
export interface Feed {
  /** Those of a batch of the sampler, counted from 0. */
  readonly batch: (place: number) => NumericArray | Promise<NumericArray>
  readonly close: () => Promise<void>
}

/** Opens what feeds a training: the rows as they are in memory, or, where images are varied or too many for it, worker threads
 *  that decode ahead of the training. An image of an epoch is the same in every run of one seed.
 *  @param say is told of an image that could no longer be read */
export function feedOf(settings: Settings, data: Data, sampler: Sampler, say: (text: string) => void): Feed {
  const augment = data.backbone?.use === 'frozen' ? [] : augmentFrom(settings, data.trunk !== null)
  if (augment.length === 0 && data.inMemory)
    return { batch: (place) => data.samples(sampler.batch(place)), close: async () => {} }
  const { dataset, pixels, image, protocol } = data
  const inDataset = (rows: Int32Array): Int32Array => rows.map((row) => pixels.kept[row]!)
  const labels = new Int32Array(dataset.size).fill(-1)
  pixels.kept.forEach((i, row) => {
    labels[i] = protocol.label.labels[row]!
  })
  const loader = openLoader({
    dataset,
    form: image,
    augment,
    seed: settings.seed,
    labels,
    strict: settings.strict,
    onSkipped: ({ name, reason }) => say(`${name} is left out from now on: ${reason}`),
  })
  const epochOf = (place: number): number => Math.floor(place / sampler.batchesPerEpoch)
  const plan = (place: number) => ({ rows: inDataset(sampler.batch(place)), epoch: epochOf(place) })
  let begun = false
  return {
    async batch(place) {
      if (!begun) loader.prefetch(plan, place)
      begun = true
      const { rows, epoch } = plan(place)
      return bytes(await loader.batch(rows, { epoch, step: place }), [rows.length, ...data.intake.sample])
    },
    close: loader.close,
  }
}
