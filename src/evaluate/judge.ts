import type { Protocol } from '../data/protocol.ts'
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
  readonly all: RetrievalSummary
  /** Queries of classes that training saw, and of those it never did; null where there are none. */
  readonly seen: RetrievalSummary | null
  readonly unseen: RetrievalSummary | null
  /** Queries whose class of the trained label holds several classes of the finer one: where a collapse shows. */
  readonly severalKinds: RetrievalSummary | null
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
  /** Roy and Vetterli 2007, of at most 2,000 queries. */
  readonly effectiveRank: number
}

export interface JudgeOptions extends SessionOptions {
  readonly protocol: Protocol
  /** Embeddings of the protocol's queries, [queries, dimension]. */
  readonly queries: Float32Array
  /** Of its gallery; null where the queries are searched among themselves. */
  readonly gallery: Float32Array | null
  readonly dimension: number
}

/** Longer lists of neighbours are not made: a class larger than this leaves MAP, MAP@R and R-precision out. */
const longest = 2000

/** Judges an embedding by a protocol: retrieval by every level from one exact search, and how far it has collapsed. */
export async function judge({ protocol, queries, gallery, dimension, ...options }: JudgeOptions): Promise<Judgement> {
  const { evaluateLabel, label, query } = protocol
  const galleryRows = protocol.gallery ?? query
  const levels = (evaluateLabel.name === label.name ? [evaluateLabel] : [evaluateLabel, label]).map((level) => ({
    name: level.name,
    queryLabels: query.map((row) => level.labels[row]!),
    galleryLabels: galleryRows.map((row) => level.labels[row]!),
  }))
  const leaveOneOut = gallery === null
  const needed = neighboursNeeded({ levels: levels.slice(0, 1), leaveOneOut })
  const k = Math.min(needed, longest)
  const blocks = knn({ queries, gallery, dimension, k, ...options })
  const found: readonly PerQuery[] = await retrieval({ blocks, levels, leaveOneOut })
  const unseen = query.map((row) => (protocol.unseenClasses.has(evaluateLabel.labels[row]!) ? 1 : 0))
  return {
    queries: query.length,
    gallery: galleryRows.length,
    leaveOneOut,
    levels: found.map((perQuery, i) => {
      const { queryLabels } = levels[i]!
      const classes = (i === 0 ? evaluateLabel : label).classes
      const part = (where: (q: number) => boolean): RetrievalSummary | null =>
        query.some((_, q) => where(q)) ? summarize(perQuery, where) : null
      return {
        level: levels[i]!.name,
        all: summarize(perQuery),
        seen: part((q) => unseen[q] === 0),
        unseen: part((q) => unseen[q] === 1),
        severalKinds: part((q) => protocol.severalKinds[q] === 1),
        byClass: byClass(perQuery, queryLabels, classes, (c) => i > 0 || !protocol.unseenClasses.has(c)),
        spread: spread({ embeddings: queries, dimension, labels: queryLabels }),
      }
    }),
    effectiveRank: effectiveRank({ embeddings: spaced(queries, dimension, 2000), dimension }),
  }
}

function byClass(
  perQuery: PerQuery,
  labels: Int32Array,
  classes: readonly string[],
  seen: (c: number) => boolean,
): ClassJudgement[] {
  const present = [...new Set(labels)].sort((a, b) => a - b)
  return present.map((c) => {
    const { means, queries } = summarize(perQuery, (q) => labels[q] === c)
    return { name: classes[c]!, seen: seen(c), queries, recallAt1: means['Recall@1'] ?? null }
  })
}

/** At most `most` rows, evenly spaced. */
function spaced(rows: Float32Array, dimension: number, most: number): Float32Array {
  const count = rows.length / dimension
  if (count <= most) return rows
  const kept = new Float32Array(most * dimension)
  for (let i = 0; i < most; i++) {
    const row = Math.floor((i * count) / most)
    kept.set(rows.subarray(row * dimension, (row + 1) * dimension), i * dimension)
  }
  return kept
}
