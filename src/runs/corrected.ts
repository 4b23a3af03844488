import type { Dataset, LabelLevel } from '../data/dataset.ts'
import type { Corrections } from './corrections.ts'

/** The dataset with some images in other classes of a level. Levels that the class lies in follow: what most of its images have. Levels that
 *  divide it are unknown for such an image, and it is told so by -1. */
export function corrected(dataset: Dataset, level: LabelLevel, changes: Corrections): Dataset {
  if (changes.size === 0) return dataset
  const rows = new Map(dataset.names.map((name, i) => [name, i]))
  const moved = [...changes].map(([name, wanted]) => ({ row: rows.get(name)!, to: level.classes.indexOf(wanted) }))
  const levels = dataset.levels.map((one) => {
    const labels = Int32Array.from(one.labels)
    for (const { row, to } of moved)
      labels[row] = one.name === level.name ? to : liesIn(level, one) ? usualOf(level, one, to) : -1
    return { ...one, labels }
  })
  return { ...dataset, levels }
}

/** Whether every class of a level lies in a single class of another. */
function liesIn(level: LabelLevel, other: LabelLevel): boolean {
  const of = new Int32Array(level.classes.length).fill(-1)
  return level.labels.every((label, row) => {
    if (of[label] === -1) of[label] = other.labels[row]!
    return of[label] === other.labels[row]
  })
}

const usualOf = (level: LabelLevel, other: LabelLevel, label: number): number =>
  other.labels[level.labels.indexOf(label)] ?? -1
