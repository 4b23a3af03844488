import type { Dataset, Skipped } from '../data/dataset.ts'
import { labelLevel } from '../data/dataset.ts'
import { findClasses } from '../data/findClasses.ts'
import { holdOut } from '../data/holdOut.ts'
import type { Protocol, ProtocolOptions } from '../data/protocol.ts'
import { protocol } from '../data/protocol.ts'
import { smallClasses } from '../data/smallClasses.ts'
import { fail } from '../errors.ts'
import { random } from '../random.ts'
import type { NumericArray } from '../tensor/array.ts'
import { ints } from '../tensor/array.ts'
import type { Embedder } from '../train/embedder.ts'
import type { Samples, Source } from './loadSamples.ts'
import { loadSamples } from './loadSamples.ts'
import type { ModelForm } from './modelForm.ts'
import type { Settings } from './settings.ts'

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

/** The settings that say who trains and who is judged. */
export type Division = Pick<
  Settings,
  'label' | 'evaluateLabel' | 'unseen' | 'split' | 'fold' | 'holdOut' | 'keepBest' | 'patience'
>

/** Where something is chosen and no share was named. */
const usualShare = 0.1

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
  const zeroShot = zeroShotOf(settings)
  const fold = foldOf(settings)
  const divided = protocol(dataset, pixels.kept, {
    seed: 0,
    trainedElsewhere,
    ...(zeroShot && { zeroShot }),
    ...(fold && { fold }),
    ...(settings.label === null ? {} : { label: settings.label }),
    ...(settings.evaluateLabel === null ? {} : { evaluateLabel: settings.evaluateLabel }),
    ...(settings.unseen === null ? {} : { unseen: settings.unseen }),
  })
  const { kept, held } = divideTraining(settings, divided, loaded)
  const { train, skipped } = withoutSingles({ ...divided, train: kept }, dataset)
  return {
    ...loaded,
    protocol: { ...divided, train },
    heldOut: held,
    labels: (rows) => ints(Int32Array.from(rows, (row) => divided.label.labels[row]!)),
    skipped: [...dataset.skipped, ...pixels.skipped, ...skipped],
  }
}

function zeroShotOf({ split }: Division): ProtocolOptions['zeroShot'] {
  const [, seed] = split?.split(':') ?? []
  return split === null ? undefined : { seed: seed === undefined ? null : Number(seed) }
}

function foldOf({ fold }: Division): ProtocolOptions['fold'] {
  if (fold === null) return undefined
  const [place, of] = fold.split('/').map(Number) as [number, number]
  return { number: place - 1, of }
}

/** Keeps a share of the training images of each of the finest classes out, the same for every seed of training. */
function divideTraining(
  { holdOut: share, keepBest, patience }: Division,
  { train, label }: Protocol,
  { dataset, pixels }: Pick<Samples, 'dataset' | 'pixels'>,
): { kept: Int32Array; held: Int32Array } {
  if (share === null && keepBest === null && patience === null) return { kept: train, held: new Int32Array(0) }
  const finest = dataset.levels.at(-1)
  const level = finest ? { ...finest, labels: pixels.kept.map((i) => finest.labels[i]!) } : label
  return holdOut(level, train, { share: share ?? usualShare, random: random(0).fork('chosen by') })
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
