import type { LabelLevel } from '../data/dataset.ts'
import type { Protocol } from '../data/protocol.ts'
import { spaced } from '../data/spaced.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { classMeans } from './classMeans.ts'
import { effectiveRank } from './effectiveRank.ts'
import { rowsWhere } from './rowsWhere.ts'
import type { FoundLevels } from './searchLevels.ts'
import { searchLevels } from './searchLevels.ts'
import type { Spread } from './spread.ts'
import { spread } from './spread.ts'
import type { RetrievalMeans, RetrievalSummary } from './summarize.ts'
import { summarize } from './summarize.ts'

/** What an embedding is worth by one label level. */
export interface LevelJudgement {
  readonly level: string
  /** All queries, in the whole gallery. */
  readonly all: RetrievalSummary
  /** Queries of classes that training saw, in a gallery of such classes; and of those it never did, in a gallery of
   *  those: as the field judges unseen classes. Null where there are none. */
  readonly seen: RetrievalSummary | null
  readonly unseen: RetrievalSummary | null
  /** Queries whose class of the trained label holds several classes of the finer one, in the whole gallery: where a
   *  collapse shows. */
  readonly severalKinds: RetrievalSummary | null
  /** By the first level, each class among the seen or the unseen, wherever it belongs. By the others in the whole
   *  gallery; there a class counts as seen if any of its queries is. Queries without a label belong to none. */
  readonly byClass: readonly ClassJudgement[]
  readonly spread: Spread
}

export interface ClassJudgement {
  readonly name: string
  readonly seen: boolean
  readonly queries: number
  /** Null where no query of the class has a classmate to find. */
  readonly recallAt1: number | null
  /** Of every metric; none where no query has a classmate to find. Absent in judgements of earlier versions. */
  readonly means?: RetrievalMeans
}

/** All measures of one embedding of one dataset. */
export interface Judgement {
  readonly queries: number
  readonly gallery: number
  /** Whether queries were searched among themselves, each without itself. */
  readonly leaveOneOut: boolean
  /** By the label that retrieval is judged by; then, where it is another, by the label trained on; then by the dataset's
   *  other levels, the finest first. */
  readonly levels: readonly LevelJudgement[]
  /** Roy and Vetterli 2007, of at most 2,000 queries; NaN where it was not asked for. */
  readonly effectiveRank: number
}

export interface JudgeOptions extends SessionOptions {
  readonly protocol: Protocol
  /** Embeddings of the protocol's queries, [queries, dimension]. */
  readonly queries: Float32Array
  /** Of its gallery; null where the queries are searched among themselves. */
  readonly gallery: Float32Array | null
  readonly dimension: number
  /** The K of Recall@K, Precision@K and NDCG@K; 1 is always among them. Default 1, 2, 4, 8. */
  readonly ks?: readonly number[]
  /** Whether effective rank is wanted, which takes dimension^3. Default true. */
  readonly rank?: boolean
}

/** Judges an embedding by a protocol: retrieval by every level from exact searches, and how far it has collapsed. */
export async function judge(options: JudgeOptions): Promise<Judgement> {
  const { protocol, queries, gallery, dimension, ks = [2, 4, 8], rank = true, ...session } = options
  const { evaluateLabel, query, unseenClasses } = protocol
  const levels = levelsOf(protocol)
  const isUnseen = (row: number): boolean => unseenClasses.has(evaluateLabel.labels[row]!)
  const search = (belongs: (row: number) => boolean): Promise<FoundLevels | null> => {
    const asked = [...new Set([1, ...ks])].sort((a, b) => a - b)
    return searchLevels({ protocol, queries, gallery, dimension, levels, belongs, ks: asked, ...session })
  }

  const whole = await search(() => true)
  const mixed = query.some(isUnseen) && !query.every(isUnseen)
  const seen = mixed ? await search((row) => !isUnseen(row)) : query.some(isUnseen) ? null : whole
  const unseen = mixed ? await search(isUnseen) : query.some(isUnseen) ? whole : null

  return {
    queries: query.length,
    gallery: (protocol.gallery ?? query).length,
    leaveOneOut: gallery === null,
    levels: levels.map((level, i) => {
      const found = whole!.levels[i]!
      const several = protocol.severalKinds.some((kinds) => kinds === 1)
      const classes =
        i === 0
          ? [...byClass(seen, i, level, () => true), ...byClass(unseen, i, level, () => false)]
          : byClass(whole, i, level, (row) => !isUnseen(row))
      return {
        level: level.name,
        all: summarize(found),
        seen: seen && summarize(seen.levels[i]!),
        unseen: unseen && summarize(unseen.levels[i]!),
        severalKinds: several ? summarize(found, (q) => protocol.severalKinds[q] === 1) : null,
        byClass: classes,
        spread: spread({ embeddings: queries, dimension, labels: query.map((row) => level.labels[row]!) }),
      }
    }),
    effectiveRank: rank ? effectiveRank({ embeddings: sample(queries, dimension, 2000), dimension }) : Number.NaN,
  }
}

/** What is judged by, each level once. */
function levelsOf({ evaluateLabel, label, levels = [] }: Protocol): LabelLevel[] {
  const all = [evaluateLabel, label, ...[...levels].reverse()]
  return all.filter(({ name }, i) => all.findIndex((level) => level.name === name) === i)
}

function byClass(
  found: FoundLevels | null,
  level: number,
  { labels, classes }: LabelLevel,
  isSeen: (row: number) => boolean,
): ClassJudgement[] {
  if (!found) return []
  const seen = new Set(found.rows.filter(isSeen).map((row) => labels[row]!))
  return classMeans(found.levels[level]!).map(({ label, queries, means }) => ({
    name: classes[label]!,
    seen: seen.has(label),
    queries,
    recallAt1: means['Recall@1'] ?? null,
    means,
  }))
}

/** At most `most` rows, evenly spaced. */
function sample(rows: Float32Array, dimension: number, most: number): Float32Array {
  const every = Int32Array.from({ length: rows.length / dimension }, (_, i) => i)
  const kept = new Set(spaced(every, most))
  return rowsWhere(rows, every, dimension, (row) => kept.has(row)).embeddings
}
