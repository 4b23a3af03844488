import type { Dataset, LabelLevel } from '../data/dataset.ts'
import { readCsv } from '../data/formats/manifest/readCsv.ts'
import type { Column } from '../data/formats/manifest/table.ts'
import { demand, fail } from '../errors.ts'

/** New labels of one level, by the images' names. */
export type Corrections = ReadonlyMap<string, string>

/** The rows of a `label-errors.csv` that were accepted: those with yes (or y, x, 1, true) in the column `accept`. The column `suggested`
 *  says the class, and may be edited. Fails, naming the row, on images and classes that the dataset does not have, on other words
 *  in `accept`, and on an image that is corrected twice. */
export async function corrections(
  file: string,
  dataset: Pick<Dataset, 'names'>,
  level: Pick<LabelLevel, 'name' | 'classes'>,
): Promise<Corrections> {
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
