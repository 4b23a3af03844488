import { csvText } from '../data/csvText.ts'
import type { KindsFound } from './kindsOf.ts'
import { levelHeading, newHeading } from './manifestHeadings.ts'

/** The files for a spreadsheet, by name. */
export type KindFiles = Readonly<Record<'kinds.csv' | 'label-errors.csv' | 'near-duplicates.csv', string>>

/** The tables that `nearkin kinds` writes. `kinds.csv` is a manifest: path, name, split where there are splits, the label levels that
 *  there were, and the kinds as a new one. @param places of the images, one a row */
export function kindFiles(found: KindsFound, places: readonly string[]): KindFiles {
  const { dataset, kept, level, errors, duplicates } = found
  const name = (row: number): string => dataset.names[kept[row]!]!
  const levels = dataset.levels.map((one) => ({ ...one, heading: levelHeading(one.name) }))
  const { splits } = dataset
  const kinds = kindNames(found)
  const kind = newHeading(
    'kind',
    levels.map(({ heading }) => heading),
  )
  const labelOf = (row: number): string => level.classes[level.labels[row]!] ?? ''
  return {
    'kinds.csv': csvText(
      ['path', 'name', ...(splits ? ['split'] : []), ...levels.map(({ heading }) => heading), kind],
      Array.from(kept, (i, row) => [
        places[row]!,
        name(row),
        ...(splits ? [splits[i] ?? ''] : []),
        ...levels.map(({ classes, labels }) => classes[labels[i]!] ?? ''),
        kinds[row]!,
      ]),
    ),
    'label-errors.csv': csvText(
      ['path', 'name', 'label', 'suggested', 'score', 'accept'],
      errors.map(({ row, suggested, score }) => [
        places[row]!,
        name(row),
        labelOf(row),
        level.classes[suggested]!,
        score.toFixed(4),
        '',
      ]),
    ),
    'near-duplicates.csv': csvText(
      ['path', 'name', 'label', 'other path', 'other name', 'other label', 'distance', 'exact', 'labels agree'],
      duplicates.pairs.map(({ row, other, distance, exact, agree }) => [
        ...[places[row]!, name(row), labelOf(row)],
        ...[places[other]!, name(other), labelOf(other)],
        distance.toPrecision(4),
        exact ? 'yes' : 'no',
        agree === null ? '' : agree ? 'yes' : 'no',
      ]),
    ),
  }
}

/** The kind of each row, `Milk/2` where the class has several, and the class's own name where it is one; '' without a label. */
export function kindNames({ kept, collapse }: Pick<KindsFound, 'kept' | 'collapse'>): string[] {
  const names = new Array<string>(kept.length).fill('')
  for (const { name, rows, kinds } of collapse.classes)
    for (const [at, row] of rows.entries()) names[row] = (kinds.count ?? 1) > 1 ? `${name}/${kinds.of[at]! + 1}` : name
  return names
}
