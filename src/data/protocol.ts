import { demand, fail } from '../errors.ts'
import { random } from '../random.ts'
import { type Dataset, type LabelLevel, labelLevel, subset } from './dataset.ts'
import type { Fold } from './divideClasses.ts'
import { divideClasses } from './divideClasses.ts'
import { findClasses } from './findClasses.ts'
import { holdOut } from './holdOut.ts'

/** Who trains and who is judged. Rows are positions in `kept`, as in the pixels loaded. */
export interface Protocol {
  /** What is trained on; its labels are one a row. */
  readonly label: LabelLevel
  /** What retrieval is judged by; its labels are one a row. */
  readonly evaluateLabel: LabelLevel
  /** Every label level there is, coarse to fine, labels one a row: retrieval is judged by each. Default: these two. */
  readonly levels?: readonly LabelLevel[]
  readonly train: Int32Array
  readonly query: Int32Array
  /** null: the queries themselves, each without itself. */
  readonly gallery: Int32Array | null
  /** The classes of evaluateLabel that queries have and training images do not. */
  readonly unseenClasses: ReadonlySet<number>
  /** One a query: 1 where its class of `label` holds several classes of `evaluateLabel`. */
  readonly severalKinds: Uint8Array
}

export interface ProtocolOptions {
  /** Default: the dataset's published one, or else `coarse` (`fine` where there is one level only). */
  readonly label?: string
  /** Default: the dataset's published one, or else `fine`. */
  readonly evaluateLabel?: string
  /** Classes of any level that training never sees. Default: the dataset's published ones. */
  readonly unseen?: readonly string[]
  /** Divides the classes in halves, whatever splits and unseen classes the dataset has: the first half trains, the second is queries and
   *  gallery. Classes of `label`, or of `evaluateLabel` where `label` has fewer than four.
   *  `seed`: the classes are shuffled before; null: they stay in order, as in the published splits of CUB, Cars196 and SOP. */
  readonly zeroShot?: { readonly seed: number | null }
  /** Cross-validation: of the training images, those of this part of the classes are queries, among one another, and the others train.
   *  The test images are no part of it. */
  readonly fold?: Fold
  /** The model was trained on other data: nothing of this trains, all its classes are unseen, and where the dataset has no
   *  splits every image is a query, among the others. Default false. */
  readonly trainedElsewhere?: boolean
  readonly seed: number
}

/** Divides the images `kept` (dataset indices) into training, queries and gallery:
 *  - splits train, query and gallery: as they say, unseen classes only being taken out of the training images;
 *  - splits train and test (or else val): as they say; the gallery is the training images where most queries have classmates
 *    there, otherwise the queries themselves, as always where classes are unseen;
 *  - otherwise with unseen classes: these are queries and gallery, and all else trains;
 *  - otherwise a seeded fifth of each class of the finest level (at least one image, but never the only one) are queries, and
 *    the rest is training and gallery.
 *  `zeroShot` and `fold` divide by classes instead.
 *  Fails where training or judging would be left with one class, and on a class or level that is not there. */
export function protocol(dataset: Dataset, kept: Int32Array, options: ProtocolOptions): Protocol {
  const rows = subset(dataset, kept)
  const label = labelLevel(
    rows,
    options.label ?? dataset.protocol?.label ?? dataset.usual?.label ?? (rows.levels.length > 1 ? 'coarse' : 'fine'),
  )
  const evaluateLabel = labelLevel(
    rows,
    options.evaluateLabel ?? dataset.protocol?.evaluateLabel ?? dataset.usual?.evaluateLabel ?? 'fine',
  )
  const hidden = findClasses(rows, options.unseen ?? dataset.protocol?.unseen ?? [])
  const elsewhere = options.trainedElsewhere ?? false
  const levels = [label, evaluateLabel]
  const whole = options.zeroShot
    ? halves(rows, levels, options.zeroShot)
    : divide(rows, evaluateLabel, hidden, options.seed)
  const parts = elsewhere
    ? divideForeign(rows, evaluateLabel)
    : options.fold
      ? foldOf(rows, levels, whole.train, options.fold)
      : whole
  const { train, query, gallery } = parts

  const judged = gallery ? [...query, ...gallery] : query
  if (!elsewhere) demandClasses(dataset.name, 'training', label, train)
  demandClasses(dataset.name, 'judging', evaluateLabel, judged)
  const trained = new Set(labelsOf(evaluateLabel, train))
  const kinds = kindsWithin(label, evaluateLabel)
  return {
    label,
    evaluateLabel,
    levels: rows.levels,
    ...parts,
    unseenClasses: new Set(labelsOf(evaluateLabel, query).filter((c) => !trained.has(c))),
    severalKinds: Uint8Array.from(query, (row) => (kinds[label.labels[row]!]! > 1 ? 1 : 0)),
  }
}

type Parts = Pick<Protocol, 'train' | 'query' | 'gallery'>

function divide(
  { size, splits, name, levels }: Dataset,
  evaluateLabel: LabelLevel,
  hidden: Uint8Array,
  seed: number,
): Parts {
  const where = (test: (row: number) => boolean): Int32Array => Int32Array.from(Array(size).keys()).filter(test)
  const judge = (['query', 'test', 'val'] as const).find((split) => splits?.includes(split))
  const apart = splits?.includes('gallery') ?? false
  const unseen = hidden.includes(1)
  if (splits && judge && (apart || splits.includes('train'))) {
    const train = where((row) => splits[row] === 'train' && !hidden[row])
    const query = where((row) => splits[row] === judge)
    if (apart) return { train, query, gallery: where((row) => splits[row] === 'gallery') }
    return { train, query, gallery: !unseen && mostHaveMates(evaluateLabel, query, train) ? train : null }
  }
  if (unseen) return { train: where((row) => !hidden[row]), query: where((row) => hidden[row] === 1), gallery: null }
  // Of the finest level, whatever is judged by: another label must not move images between training and queries.
  const finest = levels.at(-1) ?? evaluateLabel
  const all = Array(size).keys()
  const { kept: train, held: query } = holdOut(finest, Int32Array.from(all), {
    share: 0.2,
    random: random(seed).fork('held out'),
  })
  demand(query.length > 0, { who: name, rule: 'judging needs a class with two images or more', remedy: 'add images' })
  return { train, query, gallery: train }
}

function halves({ size, name }: Dataset, levels: readonly LabelLevel[], { seed }: { seed: number | null }): Parts {
  const all = Int32Array.from(Array(size).keys())
  const { kept, held } = divideClasses(levels, all, { number: 1, of: 2 }, { seed, who: name })
  return { train: kept, query: held, gallery: null }
}

function foldOf({ name }: Dataset, levels: readonly LabelLevel[], rows: Int32Array, fold: Fold): Parts {
  const { kept, held } = divideClasses(levels, rows, fold, { who: name })
  return { train: kept, query: held, gallery: null }
}

function divideForeign(rows: Dataset, evaluateLabel: LabelLevel): Parts {
  const train = new Int32Array(0)
  if (rows.splits === null) return { train, query: Int32Array.from(Array(rows.size).keys()), gallery: null }
  return { ...divide(rows, evaluateLabel, new Uint8Array(rows.size), 0), train }
}

function mostHaveMates(level: LabelLevel, query: Int32Array, train: Int32Array): boolean {
  const trained = new Set(labelsOf(level, train))
  return 2 * labelsOf(level, query).filter((c) => trained.has(c)).length > query.length
}

const labelsOf = ({ labels }: LabelLevel, rows: Int32Array): Int32Array => rows.map((row) => labels[row]!)

/** For each class of `outer`, how many classes of `inner` its images have. */
function kindsWithin(outer: LabelLevel, inner: LabelLevel): number[] {
  const kinds = outer.classes.map(() => new Set<number>())
  outer.labels.forEach((c, row) => {
    kinds[c]!.add(inner.labels[row]!)
  })
  return kinds.map(({ size }) => size)
}

function demandClasses(who: string, what: string, level: LabelLevel, rows: ArrayLike<number>): void {
  const present = new Set(Array.from(rows, (row) => level.labels[row]!))
  if (present.size >= 2) return
  const rule = `${what} needs at least two classes of '${level.name}'`
  const value = present.size === 0 ? 'no image' : `'${level.classes[[...present][0]!]}' alone`
  fail({ who, rule: `${rule}, got ${value}`, remedy: 'choose another label level, or add a class' })
}
