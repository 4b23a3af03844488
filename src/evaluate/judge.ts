import type { LabelLevel } from '../data/dataset.ts'
import type { Protocol } from '../data/protocol.ts'
import { spaced } from '../data/spaced.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { effectiveRank } from './effectiveRank.ts'
import { knn } from './knn.ts'
import { neighboursNeeded } from './neighboursNeeded.ts'
import type { PerQuery } from './retrieval.ts'
import { retrieval } from './retrieval.ts'
import type { Spread } from './spread.ts'
import { spread } from './spread.ts'
import type { RetrievalSummary } from './summarize.ts'
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
  /** Of the finer level alone: each class among the seen or the unseen, wherever it belongs. */
  readonly byClass: readonly ClassJudgement[]
  readonly spread: Spread
}

export interface ClassJudgement {
  readonly name: string
  readonly seen: boolean
  readonly queries: number
  /** Null where no query of the class has a classmate to find. */
  readonly recallAt1: number | null
}

/** All measures of one embedding of one dataset. */
export interface Judgement {
  readonly queries: number
  readonly gallery: number
  /** Whether queries were searched among themselves, each without itself. */
  readonly leaveOneOut: boolean
  /** By the label that retrieval is judged by, then, where it is another, by the label trained on. */
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
  /** Whether effective rank is wanted, which takes dimension^3. Default true. */
  readonly rank?: boolean
}

/** Longer lists of neighbours are not made: a class larger than this leaves MAP, MAP@R and R-precision out. */
const longest = 2000

/** Judges an embedding by a protocol: retrieval by every level from exact searches, and how far it has collapsed. */
export async function judge(options: JudgeOptions): Promise<Judgement> {
  const { protocol, queries, gallery, dimension, rank = true } = options
  const { evaluateLabel, label, query, unseenClasses } = protocol
  const levels = evaluateLabel.name === label.name ? [evaluateLabel] : [evaluateLabel, label]
  const isUnseen = (row: number): boolean => unseenClasses.has(evaluateLabel.labels[row]!)

  const whole = await search(options, levels, () => true)
  const mixed = query.some(isUnseen) && !query.every(isUnseen)
  const seen = mixed ? await search(options, levels, (row) => !isUnseen(row)) : query.some(isUnseen) ? null : whole
  const unseen = mixed ? await search(options, levels, isUnseen) : query.some(isUnseen) ? whole : null

  return {
    queries: query.length,
    gallery: (protocol.gallery ?? query).length,
    leaveOneOut: gallery === null,
    levels: levels.map((level, i) => {
      const found = whole!.levels[i]!
      const several = protocol.severalKinds.some((kinds) => kinds === 1)
      return {
        level: level.name,
        all: summarize(found),
        seen: seen && summarize(seen.levels[i]!),
        unseen: unseen && summarize(unseen.levels[i]!),
        severalKinds: several ? summarize(found, (q) => protocol.severalKinds[q] === 1) : null,
        byClass: i > 0 ? [] : [...byClass(seen, evaluateLabel, true), ...byClass(unseen, evaluateLabel, false)],
        spread: spread({ embeddings: queries, dimension, labels: query.map((row) => level.labels[row]!) }),
      }
    }),
    effectiveRank: rank ? effectiveRank({ embeddings: sample(queries, dimension, 2000), dimension }) : Number.NaN,
  }
}

interface Found {
  /** Rows of the data, one a query. */
  readonly rows: Int32Array
  /** For each level, the metrics of each query. */
  readonly levels: readonly PerQuery[]
}

/** One search: those queries in that part of the gallery whose rows belong; null where no row of the gallery does. */
async function search(
  { protocol, queries, gallery, dimension, ...session }: JudgeOptions,
  labels: readonly LabelLevel[],
  belongs: (row: number) => boolean,
): Promise<Found | null> {
  const asked = part(queries, protocol.query, dimension, belongs)
  const target = gallery && part(gallery, protocol.gallery!, dimension, belongs)
  if (target?.rows.length === 0) return null
  const levels = labels.map(({ name, labels: of }) => ({
    name,
    queryLabels: asked.rows.map((row) => of[row]!),
    galleryLabels: (target ?? asked).rows.map((row) => of[row]!),
  }))
  const leaveOneOut = target === null
  // Down to the last classmate by every level, or else by the finest.
  const needed = neighboursNeeded({ levels, leaveOneOut })
  const k =
    needed <= longest ? needed : Math.min(neighboursNeeded({ levels: levels.slice(0, 1), leaveOneOut }), longest)
  const blocks = knn({ queries: asked.embeddings, gallery: target?.embeddings ?? null, dimension, k, ...session })
  return { rows: asked.rows, levels: await retrieval({ blocks, levels, leaveOneOut }) }
}

function part(
  embeddings: Float32Array,
  rows: Int32Array,
  dimension: number,
  belongs: (row: number) => boolean,
): { rows: Int32Array; embeddings: Float32Array } {
  const kept = Int32Array.from(rows.keys()).filter((i) => belongs(rows[i]!))
  if (kept.length === rows.length) return { rows, embeddings }
  const chosen = new Float32Array(kept.length * dimension)
  for (const [at, i] of kept.entries())
    chosen.set(embeddings.subarray(i * dimension, (i + 1) * dimension), at * dimension)
  return { rows: kept.map((i) => rows[i]!), embeddings: chosen }
}

function byClass(found: Found | null, { labels, classes }: LabelLevel, seen: boolean): ClassJudgement[] {
  if (!found) return []
  const of = found.rows.map((row) => labels[row]!)
  const present = [...new Set(of)].sort((a, b) => a - b)
  return present.map((c) => {
    const { means, queries } = summarize(found.levels[0]!, (q) => of[q] === c)
    return { name: classes[c]!, seen, queries, recallAt1: means['Recall@1'] ?? null }
  })
}

/** At most `most` rows, evenly spaced. */
function sample(rows: Float32Array, dimension: number, most: number): Float32Array {
  const every = Int32Array.from({ length: rows.length / dimension }, (_, i) => i)
  const kept = new Set(spaced(every, most))
  return part(rows, every, dimension, (row) => kept.has(row)).embeddings
}
