import type { LabelLevel } from '../../data/dataset.ts'
import type { Confusion, FinerConfusion } from '../api.ts'
import type { Answers } from './answers.ts'

/** Examples that are kept of a confusion, and confusions of a class. */
const [mostPairs, mostConfusions] = [6, 40]

interface Found {
  readonly of: number
  readonly takenFor: number
  readonly queries: number
  /** Of all queries of the class `of` among those given. */
  readonly share: number
  readonly pairs: Confusion['pairs']
}

/** What queries are taken for: the class of their nearest, where it is another. The most frequent first, with the pairs that lie
 *  closest together as examples. Rows without a label, and those whose nearest has none, count as queries only.
 *  @param queries rows
 *  @param counts whether a nearest is of interest. Default: each is */
function confusions(
  queries: readonly number[],
  { labels }: Pick<LabelLevel, 'labels'>,
  { nearest, distance }: Answers,
  counts: (nearest: number) => boolean = () => true,
): Found[] {
  const asked = new Map<number, number>()
  const found = new Map<string, { of: number; takenFor: number; rows: number[] }>()
  for (const row of queries) {
    const own = labels[row]!
    asked.set(own, (asked.get(own) ?? 0) + 1)
    const other = nearest[row]! < 0 ? -1 : labels[nearest[row]!]!
    if (own < 0 || other < 0 || other === own || !counts(nearest[row]!)) continue
    const key = `${own} ${other}`
    const entry = found.get(key) ?? { of: own, takenFor: other, rows: [] }
    entry.rows.push(row)
    found.set(key, entry)
  }
  return [...found.values()]
    .sort((a, b) => b.rows.length - a.rows.length || a.of - b.of || a.takenFor - b.takenFor)
    .slice(0, mostConfusions)
    .map(({ of, takenFor, rows }) => ({
      of,
      takenFor,
      queries: rows.length,
      share: rows.length / asked.get(of)!,
      pairs: rows
        .sort((a, b) => distance[a]! - distance[b]! || a - b)
        .slice(0, mostPairs)
        .map((query) => ({ query, nearest: nearest[query]!, distance: distance[query]! })),
    }))
}

/** The classes that queries of one class are taken for. @param queries of the class */
export const classConfusions = (queries: readonly number[], level: LabelLevel, answers: Answers): Confusion[] =>
  confusions(queries, level, answers).map(({ takenFor, queries: many, share, pairs }) => ({
    class: takenFor,
    name: level.classes[takenFor]!,
    queries: many,
    share,
    pairs,
  }))

/** Finer classes that are taken for one another inside a class. @param queries of the class */
export function finerConfusions(
  queries: readonly number[],
  { level, finer, answers }: { readonly level: LabelLevel; readonly finer: LabelLevel; readonly answers: Answers },
): FinerConfusion[] {
  const inside = queries.length === 0 ? -1 : level.labels[queries[0]!]!
  return confusions(queries, finer, answers, (row) => level.labels[row] === inside).map(
    ({ of, takenFor, queries: many, share, pairs }) => ({
      of: finer.classes[of]!,
      takenFor: finer.classes[takenFor]!,
      queries: many,
      share,
      pairs,
    }),
  )
}
