import type { Random } from '../random.ts'
import type { LabelLevel } from './dataset.ts'

/** Keeps a share of some rows of each class out: at least one row of every class that has two, and never the only one.
 *  The same rows, share and generator give the same division. */
export function holdOut(
  { classes, labels }: Pick<LabelLevel, 'classes' | 'labels'>,
  rows: ArrayLike<number>,
  { share, random }: { readonly share: number; readonly random: Random },
): { readonly kept: Int32Array; readonly held: Int32Array } {
  const members: number[][] = classes.map(() => [])
  for (const row of Array.from(rows)) members[labels[row]!]!.push(row)
  const out = new Set<number>()
  for (const own of members) {
    const count = own.length < 2 ? 0 : Math.min(own.length - 1, Math.max(1, Math.round(share * own.length)))
    for (const row of random.shuffle(own).slice(0, count)) out.add(row)
  }
  const all = Int32Array.from(rows)
  return { kept: all.filter((row) => !out.has(row)), held: all.filter((row) => out.has(row)) }
}
