import type { Dataset, Skipped, Split } from './dataset.ts'

/** What a dataset holds, in numbers. */
export interface Description {
  readonly name: string
  readonly images: number
  readonly levels: readonly {
    readonly name: string
    /** Classes that have images. */
    readonly classes: number
    /** The classes with the fewest images, the fewest first. */
    readonly smallest: readonly { readonly name: string; readonly images: number }[]
  }[]
  readonly parts: readonly {
    /** null: images of no split. */
    readonly split: Split | null
    readonly images: number
    /** Of the finest level; null where there are no labels. */
    readonly classes: number | null
  }[]
  /** Columns of a manifest that are no label levels. */
  readonly passedOver: readonly Skipped[]
}

const shown = 5

/** Counts what a dataset holds: classes of each label level, and images and classes of each split. */
export function describe(dataset: Dataset): Description {
  const { name, size, levels, splits, passedOver = [] } = dataset
  const finest = levels.at(-1)
  const parts = splits ? order.filter((split) => splits.includes(split)) : []
  return {
    name,
    images: size,
    levels: levels.map((level) => {
      const counts = new Int32Array(level.classes.length)
      for (const label of level.labels) counts[label]!++
      const present = [...counts.keys()].filter((c) => counts[c]! > 0)
      const smallest = present.toSorted((a, b) => counts[a]! - counts[b]!).slice(0, shown)
      return {
        name: level.name,
        classes: present.length,
        smallest: smallest.map((c) => ({ name: level.classes[c]!, images: counts[c]! })),
      }
    }),
    parts: parts.map((split) => {
      const rows = [...splits!.keys()].filter((row) => splits![row] === split)
      const classes = finest ? new Set(rows.map((row) => finest.labels[row]!)).size : null
      return { split, images: rows.length, classes }
    }),
    passedOver,
  }
}

const order: readonly (Split | null)[] = ['train', 'val', 'test', 'query', 'gallery', null]
