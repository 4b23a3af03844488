import type { Protocol } from '../data/protocol.ts'
import type { Judgement } from '../evaluate/judge.ts'
import { levelWords } from './levelWords.ts'

/** The queries that make the headline: where what was not labelled is found again, or lost. */
export interface Population {
  readonly kind: 'unseen' | 'severalKinds' | 'all'
  /** Rows of the data. */
  readonly rows: Int32Array
  /** Rows that they are searched among: classes never seen among such classes, where the queries are the gallery. */
  readonly among: Int32Array
  /** In words, for a caption. */
  readonly words: string
}

/** Queries of classes never trained on, where any of them has a classmate to find; otherwise those of classes that hold
 *  several kinds; otherwise all. */
export function populationOf(protocol: Protocol): Population {
  const { query, evaluateLabel, label, unseenClasses, severalKinds } = protocol
  const levels = { fine: evaluateLabel.name, coarse: label.name }
  const unseen = query.filter((row) => unseenClasses.has(evaluateLabel.labels[row]!))
  const target = new Map<number, number>()
  for (const row of protocol.gallery ?? query) {
    const c = evaluateLabel.labels[row]!
    target.set(c, (target.get(c) ?? 0) + 1)
  }
  const least = protocol.gallery ? 1 : 2
  if (unseen.some((row) => (target.get(evaluateLabel.labels[row]!) ?? 0) >= least)) {
    const names = [...unseenClasses].map((c) => evaluateLabel.classes[c]!)
    return {
      kind: 'unseen',
      rows: unseen,
      among: protocol.gallery ?? unseen,
      words: wordsOf('unseen', levels, names),
    }
  }
  const among = protocol.gallery ?? query
  const several = query.filter((_, q) => severalKinds[q] === 1)
  if (several.length > 0 && several.length < query.length)
    return { kind: 'severalKinds', rows: several, among, words: wordsOf('severalKinds', levels) }
  return { kind: 'all', rows: query, among, words: wordsOf('all', levels) }
}

/** The same of runs that were judged, by their judgement: without the rows.
 *  @param coarse the label that was trained on */
export function populationIn({ levels }: Judgement, coarse: string): Pick<Population, 'kind' | 'words'> {
  const { level: fine, all, unseen, severalKinds, byClass } = levels[0]!
  const named = (kind: Population['kind'], names?: readonly string[]) => ({
    kind,
    words: wordsOf(kind, { fine, coarse }, names),
  })
  if (unseen && unseen.counted > 0)
    return named(
      'unseen',
      byClass.filter(({ seen }) => !seen).map(({ name }) => name),
    )
  return named(severalKinds && severalKinds.queries < all.queries ? 'severalKinds' : 'all')
}

/** @param unseen names of the classes never trained on: listed where they are few */
function wordsOf(
  kind: Population['kind'],
  { fine, coarse }: { readonly fine: string; readonly coarse: string },
  unseen: readonly string[] = [],
): string {
  const { many } = levelWords(fine)
  if (kind === 'severalKinds') return `${many} inside ${levelWords(coarse).many} that hold several`
  if (kind === 'all') return `all queries, by ${fine}`
  return `${many} never seen in training${unseen.length <= 6 ? ` (${[...unseen].sort().join(', ')})` : ''}`
}
