import type { Dataset, LabelLevel } from '../data/dataset.ts'
import { readCsv } from '../data/formats/manifest/readCsv.ts'
import type { Column } from '../data/formats/manifest/table.ts'
import { demand, fail } from '../errors.ts'

/** New labels of one level, by the images' names. */
export type Corrections = ReadonlyMap<string, string>

/** The rows of a `label-errors.csv` that were accepted: those with yes (or y, x, 1, true) in the column `accept`. The column `suggested`
 *  says the class, and may be edited. Fails, naming the row, on images and classes that the dataset does not have, on other words
 *  in `accept`, and on an image that is corrected twice. */
export async function corrections(file: string, dataset: Dataset, level: LabelLevel): Promise<Corrections> {
  const { rows, columns } = await readCsv(file, () => 'each')
  const column = (name: string): Column =>
    columns.find((one) => one.name === name) ??
    fail({
      who: file,
      rule: `must have the columns name, suggested and accept, and has no '${name}'`,
      remedy: 'correct the label-errors.csv that `nearkin kinds` wrote',
    })
  const text = ({ codes, texts }: Column, row: number): string => texts[codes[row]!] ?? ''
  const [names, suggested, accept] = [column('name'), column('suggested'), column('accept')]
  const known = new Set(dataset.names)
  const classes = new Set(level.classes)
  const accepted = new Map<string, string>()
  for (let row = 0; row < rows; row++) {
    const who = `${file}: row ${row + 1}`
    const word = text(accept, row).trim().toLowerCase()
    if (['', 'no', 'n', '0', 'false'].includes(word)) continue
    demand(['yes', 'y', 'x', '1', 'true'].includes(word), {
      who,
      rule: "the column 'accept' says yes, or no, or nothing",
      value: word,
    })
    const [name, wanted] = [text(names, row), text(suggested, row)]
    demand(known.has(name), { who, rule: 'the dataset must have the image', value: name })
    demand(classes.has(wanted), { who, rule: `must suggest a class of '${level.name}'`, value: wanted })
    demand(!accepted.has(name), { who, rule: 'an image must be corrected once', value: name })
    accepted.set(name, wanted)
  }
  return accepted
}

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
