import type { Protocol } from '../data/protocol.ts'
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
  const { many } = levelWords(evaluateLabel.name)
  const unseen = query.filter((row) => unseenClasses.has(evaluateLabel.labels[row]!))
  const target = new Map<number, number>()
  for (const row of protocol.gallery ?? query) {
    const c = evaluateLabel.labels[row]!
    target.set(c, (target.get(c) ?? 0) + 1)
  }
  const least = protocol.gallery ? 1 : 2
  if (unseen.some((row) => (target.get(evaluateLabel.labels[row]!) ?? 0) >= least)) {
    const names = [...unseenClasses].map((c) => evaluateLabel.classes[c]!).sort()
    const which = names.length <= 6 ? ` (${names.join(', ')})` : ''
    return {
      kind: 'unseen',
      rows: unseen,
      among: protocol.gallery ?? unseen,
      words: `${many} never seen in training${which}`,
    }
  }
  const among = protocol.gallery ?? query
  const several = query.filter((_, q) => severalKinds[q] === 1)
  if (several.length > 0 && several.length < query.length)
    return {
      kind: 'severalKinds',
      rows: several,
      among,
      words: `${many} inside ${levelWords(label.name).many} that hold several`,
    }
  return { kind: 'all', rows: query, among, words: `all queries, by ${evaluateLabel.name}` }
}
