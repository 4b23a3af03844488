import type { Dataset, Skipped } from '../data/dataset.ts'
import { holdOut } from '../data/holdOut.ts'
import type { Protocol, ProtocolOptions } from '../data/protocol.ts'
import { protocol } from '../data/protocol.ts'
import { smallClasses } from '../data/smallClasses.ts'
import { fail } from '../errors.ts'
import { random } from '../random.ts'
import type { Settings } from './settings.ts'

/** The settings that say who trains and who is judged. */
export type Division = Pick<
  Settings,
  'label' | 'evaluateLabel' | 'unseen' | 'split' | 'fold' | 'holdOut' | 'keepBest' | 'patience'
>

/** Where something is chosen and no share was named. */
const usualShare = 0.1

/** The images of a dataset, divided. */
export interface Divided {
  readonly protocol: Protocol
  /** Rows that were kept out of training, to choose by; none where nothing is chosen. */
  readonly heldOut: Int32Array
  /** Classes that cannot be trained on, with the reason. */
  readonly skipped: readonly Skipped[]
}

/** Divides the images of a dataset that could be decoded, as the settings say: the same for every seed of training.
 *  @param images for each row its image in the dataset
 *  @param trainedElsewhere the model to be judged was trained on other data */
export function divideImages(
  settings: Division,
  dataset: Dataset,
  images: Int32Array,
  { trainedElsewhere = false } = {},
): Divided {
  const zeroShot = zeroShotOf(settings)
  const fold = foldOf(settings)
  const divided = protocol(dataset, images, {
    seed: 0,
    trainedElsewhere,
    ...(zeroShot && { zeroShot }),
    ...(fold && { fold }),
    ...(settings.label === null ? {} : { label: settings.label }),
    ...(settings.evaluateLabel === null ? {} : { evaluateLabel: settings.evaluateLabel }),
    ...(settings.unseen === null ? {} : { unseen: settings.unseen }),
  })
  const { kept, held } = divideTraining(settings, divided, dataset, images)
  const { train, skipped } = withoutSingles({ ...divided, train: kept }, dataset)
  return { protocol: { ...divided, train }, heldOut: held, skipped }
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
  dataset: Dataset,
  images: Int32Array,
): { kept: Int32Array; held: Int32Array } {
  if (share === null && keepBest === null && patience === null) return { kept: train, held: new Int32Array(0) }
  const finest = dataset.levels.at(-1)
  const level = finest ? { ...finest, labels: images.map((i) => finest.labels[i]!) } : label
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
