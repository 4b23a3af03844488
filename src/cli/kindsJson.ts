import { kindNames } from '../runs/kindFiles.ts'
import type { KindsFound } from '../runs/kindsOf.ts'

/** What was found, as plain data for programs. */
export function kindsJson(found: KindsFound): object {
  const { dataset, kept, collapse, verdict, errors, duplicates, level, finer, corrected, skipped } = found
  const name = (row: number): string => dataset.names[kept[row]!]!
  const { classes, ...rest } = collapse
  return {
    label: level.name,
    finer: finer?.name ?? null,
    verdict: verdict.summary,
    classes: classes.map(({ rows, kinds: { of, ...kinds }, triplets, ...one }, i) => ({
      ...one,
      images: rows.length,
      kinds: { ...kinds, sizes: sizesOf(of) },
      triplets: triplets && { ...triplets, label: undefined },
      verdict: verdict.classes[i],
    })),
    ...rest,
    kinds: Object.fromEntries(kindNames(found).map((kind, row) => [name(row), kind])),
    labelErrors: errors.map(({ row, label, suggested, score }) => ({
      name: name(row),
      label: level.classes[label],
      suggested: level.classes[suggested],
      score,
    })),
    nearDuplicates: {
      within: duplicates.within,
      pairs: duplicates.pairs.map(({ row, other, ...pair }) => ({ name: name(row), other: name(other), ...pair })),
    },
    corrected,
    skipped,
  }
}

function sizesOf(of: Int32Array): number[] {
  const sizes: number[] = []
  for (const kind of of) sizes[kind] = (sizes[kind] ?? 0) + 1
  return sizes
}
