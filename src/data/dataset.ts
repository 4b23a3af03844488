import { fail } from '../errors.ts'

/** Which part of a dataset an image belongs to, where the dataset says so. `query` images are looked for among those of
 *  `gallery`, where a dataset has these two in place of `test`. */
export type Split = 'train' | 'val' | 'test' | 'query' | 'gallery'

/** How an image is brought to the wanted shape: `cover` crops the centre, `fill` stretches. */
export type Fit = 'cover' | 'fill'

/** One way of labelling: image i is of class `classes[labels[i]]`. */
export interface LabelLevel {
  readonly name: string
  readonly classes: readonly string[]
  readonly labels: Int32Array
}

/** Where the bytes of one image come from. `grey` is decoded already: height * width bytes, row by row. */
export type ImageSource =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'bytes'; readonly read: () => Promise<Uint8Array> }
  | { readonly kind: 'grey'; readonly pixels: Uint8Array; readonly width: number; readonly height: number }

/** An image that was left out, and why. */
export interface Skipped {
  readonly name: string
  readonly reason: string
}

/** What a benchmark's published protocol fixes; used wherever the user does not say otherwise. */
export interface PublishedProtocol {
  readonly label: string
  readonly evaluateLabel: string
  /** Classes, of any level, that training never sees. */
  readonly unseen?: readonly string[]
  /** Width and height in pixels. */
  readonly imageSize: number
  readonly channels: 1 | 3
  readonly fit: Fit
  /** How it is trained: batches of classes x samples, for so many steps, to an embedding of so many dimensions. */
  readonly classesPerBatch: number
  readonly samplesPerClass: number
  readonly steps: number
  readonly embedding: number
}

/** Images with their labels: nothing is decoded yet. */
export interface Dataset {
  readonly name: string
  readonly size: number
  /** One name an image, unique, with `/` between its parts on every system. */
  readonly names: readonly string[]
  /** Coarse to fine; empty where nothing is labelled. */
  readonly levels: readonly LabelLevel[]
  /** One an image; null where the dataset has no splits. */
  readonly splits: readonly (Split | null)[] | null
  readonly source: (i: number) => ImageSource
  /** What was left out when the dataset was opened. */
  readonly skipped: readonly Skipped[]
  /** Columns of a manifest that are no label levels, each with the reason. */
  readonly passedOver?: readonly Skipped[]
  /** The levels that train and judge where neither the user nor `protocol` says otherwise. Default: `coarse` and `fine`. */
  readonly usual?: { readonly label: string; readonly evaluateLabel: string }
  readonly protocol?: PublishedProtocol
  close?(): Promise<void>
}

/** The label level of that name: its own name, `fine` (the finest), `coarse` (the one above it) or `level1`, `level2`, ...
 *  from the top. Fails on any other, listing what there is. @param who complains */
export function labelLevel(dataset: Dataset, name: string, who = dataset.name): LabelLevel {
  const { levels, passedOver = [] } = dataset
  const own = levels.find((level) => level.name === name)
  if (own) return own
  const found =
    name === 'fine' ? levels.at(-1) : name === 'coarse' ? levels[levels.length - 2] : levels[positionOf(name)]
  const column = passedOver.find((one) => one.name === name)
  if (!found && column)
    fail({ who, rule: `column '${name}' is no label level: ${column.reason}`, remedy: remedyFor(levels) })
  const asked = levels.length === 0 ? {} : { value: name }
  return found ?? fail({ who, rule: missing(levels), ...asked, remedy: remedyFor(levels) })
}

/** The images at `indices`, in that order. Class lists stay whole, so a class keeps its number. */
export function subset(dataset: Dataset, indices: ArrayLike<number>): Dataset {
  const rows = Int32Array.from(indices)
  const at = (i: number): number =>
    rows[i] ?? fail({ who: 'subset', rule: `images go from 0 to ${rows.length - 1}`, value: i })
  for (const row of rows) {
    if (row < 0 || row >= dataset.size) {
      fail({ who: 'subset', rule: `indices go from 0 to ${dataset.size - 1}`, value: row })
    }
  }
  const { splits } = dataset
  return {
    ...dataset,
    size: rows.length,
    names: Array.from(rows, (row) => dataset.names[row]!),
    levels: dataset.levels.map((level) => ({ ...level, labels: rows.map((row) => level.labels[row]!) })),
    splits: splits && Array.from(rows, (row) => splits[row]!),
    source: (i) => dataset.source(at(i)),
  }
}

const positionOf = (name: string): number => Number(/^level([1-9]\d*)$/.exec(name)?.[1] ?? 0) - 1

function missing(levels: readonly LabelLevel[]): string {
  if (levels.length === 0) return 'images carry no labels here, so there is no label level'
  if (levels.length === 1) return `there is one label level only, '${levels[0]!.name}'`
  return `the label levels, coarse to fine, are ${levels.map((level) => `'${level.name}'`).join(', ')}`
}

function remedyFor(levels: readonly LabelLevel[]): string {
  return levels.length === 0
    ? 'sort the images into one folder a class, or name a manifest that lists them with labels'
    : 'name one of these, or level1 for the topmost'
}
