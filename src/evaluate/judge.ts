import type { LabelLevel } from '../data/dataset.ts'
import type { Protocol } from '../data/protocol.ts'
import type { SessionOptions } from '../runtime/session.ts'
import { classMeans } from './classMeans.ts'
import type { ClusteredPart } from './clustering/clusterPart.ts'
import { clusterPart } from './clustering/clusterPart.ts'
import type { CollapseSummary } from './collapse/summarizeCollapse.ts'
import { summarizeCollapse } from './collapse/summarizeCollapse.ts'
import { effectiveRank } from './effectiveRank.ts'
import type { FewShot } from './fewShot/fewShot.ts'
import { fewShotOf } from './fewShot/fewShotOf.ts'
import type { OddRows } from './oddRows.ts'
import { oddRows } from './oddRows.ts'
import type { Part } from './partWhere.ts'
import { partWhere } from './partWhere.ts'
import type { PerQuery } from './retrieval.ts'
import { sampledRows } from './sampledRows.ts'
import { longestLists, searchPart } from './searchPart.ts'
import type { Spread } from './spread.ts'
import { spread } from './spread.ts'
import type { RetrievalMeans, RetrievalSummary } from './summarize.ts'
import { summarize } from './summarize.ts'
import type { VerifiedPart } from './verification/verifyPart.ts'
import { verifyPart } from './verification/verifyPart.ts'

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
  /** Of the same queries and galleries as `all`, `seen` and `unseen`. Absent in judgements of earlier versions. */
  readonly verification?: Parts<VerifiedPart>
  /** Of the same queries. Null where too much would have to be compared: see `JudgeOptions.clusters`. */
  readonly clusters?: Parts<ClusteredPart>
}

/** Null where there is nothing to measure. */
export interface Parts<T> {
  readonly all: T | null
  readonly seen: T | null
  readonly unseen: T | null
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
  /** Of unseen classes where there are any, otherwise of all, by the first level. The next two are absent in judgements of
   *  earlier versions. */
  readonly fewShot?: {
    readonly of: 'unseen' | 'all'
    readonly free: readonly FewShot[]
    /** Omniglot's: see `JudgeOptions.makers`. */
    readonly byMakers: FewShot | null
  }
  /** Of the embeddings of the queries. */
  readonly odd?: OddRows
  /** Of the queries, by the label trained on. Absent in judgements of earlier versions, of more than 20,000 queries, and where
   *  effective rank was not asked for. */
  readonly collapse?: CollapseSummary
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
  /** The longest list of neighbours that is made: a level with more classmates to find goes without R-precision, MAP, MAP@R
   *  and NDCG. Default 2,000; time grows with it. */
  readonly longest?: number
  /** Whether effective rank, which takes dimension^3, and the collapse are wanted. Default true. */
  readonly rank?: boolean
  /** Queries x classes up to which they are clustered, k-means comparing them all in every step. Default 2e7; Infinity:
   *  always. */
  readonly clusters?: number
  /** For each row of the data who made it, by number, and what it is drawn from: for one-shot accuracy by Lake's rule, all
   *  classes of an episode being of one group, examples and questions of two makers. */
  readonly makers?: { readonly of: Int32Array; readonly within: Int32Array }
}

/** Effective rank of wider embeddings takes longer than all the rest. */
export const widestRanked = 512

/** Judges an embedding by a protocol: retrieval, verification and clusters by every level, few-shot accuracy, and how far it
 *  has collapsed. Fails on embeddings that are not finite, naming the row. */
export async function judge(options: JudgeOptions): Promise<Judgement> {
  const {
    protocol,
    queries,
    gallery,
    dimension,
    ks,
    longest = longestLists,
    rank = true,
    clusters = 2e7,
    makers,
    ...session
  } = options
  const { evaluateLabel, query, unseenClasses } = protocol
  const levels = levelsOf(protocol)
  const isUnseen = (row: number): boolean => unseenClasses.has(evaluateLabel.labels[row]!)
  const measure = async (belongs: (row: number) => boolean): Promise<Measured | null> => {
    const part = partWhere({ protocol, queries, gallery, dimension, levels, belongs })
    if (!part) return null
    const asked = [...new Set([1, ...(ks ?? [2, 4, 8])])].sort((a, b) => a - b)
    return {
      part,
      found: await searchPart(part, { dimension, ks: asked, longest, ...session }),
      verified: await verifyPart(part, { dimension, ...session }),
      clustered: await clusterPart(part, { dimension, most: clusters, ...session }),
    }
  }

  const whole = (await measure(() => true))!
  const mixed = query.some(isUnseen) && !query.every(isUnseen)
  const seen = mixed ? await measure((row) => !isUnseen(row)) : query.some(isUnseen) ? null : whole
  const unseen = mixed ? await measure(isUnseen) : query.some(isUnseen) ? whole : null
  const parts = <T>(of: (measured: Measured) => T | null): Parts<T> => ({
    all: of(whole),
    seen: seen && of(seen),
    unseen: unseen && of(unseen),
  })
  const episodes = unseen ?? whole
  const { label } = protocol
  const collapse = rank
    ? await summarizeCollapse({
        embeddings: queries,
        dimension,
        labels: query.map((row) => label.labels[row]!),
        classes: label.classes,
        finer: evaluateLabel.name === label.name ? null : query.map((row) => evaluateLabel.labels[row]!),
      })
    : null

  return {
    queries: query.length,
    gallery: (protocol.gallery ?? query).length,
    leaveOneOut: gallery === null,
    levels: levels.map((level, i) => {
      const found = whole.found[i]!
      const several = protocol.severalKinds.some((kinds) => kinds === 1)
      const classes =
        i === 0
          ? [...byClass(seen, i, level, () => true), ...byClass(unseen, i, level, () => false)]
          : byClass(whole, i, level, (row) => !isUnseen(row))
      return {
        level: level.name,
        all: summarize(found),
        seen: seen && summarize(seen.found[i]!),
        unseen: unseen && summarize(unseen.found[i]!),
        severalKinds: several ? summarize(found, (q) => protocol.severalKinds[q] === 1) : null,
        byClass: classes,
        spread: spread({ embeddings: queries, dimension, labels: query.map((row) => level.labels[row]!) }),
        verification: parts(({ verified }) => verified[i]!),
        clusters: parts(({ clustered }) => clustered[i]!),
      }
    }),
    effectiveRank: rank ? effectiveRank({ embeddings: sampledRows(queries, dimension, 2000), dimension }) : Number.NaN,
    fewShot: {
      of: unseen ? 'unseen' : 'all',
      ...fewShotOf(episodes.part, {
        dimension,
        ...(makers && {
          makers: episodes.part.rows.map((row) => makers.of[row]!),
          within: episodes.part.rows.map((row) => makers.within[row]!),
        }),
      }),
    },
    odd: oddRows(queries, dimension),
    ...(collapse && { collapse }),
  }
}

/** Queries, and what was measured of them; of each level where it depends on labels. */
interface Measured {
  readonly part: Part
  readonly found: readonly PerQuery[]
  readonly verified: readonly (VerifiedPart | null)[]
  readonly clustered: readonly (ClusteredPart | null)[]
}

/** What is judged by, each level once. */
function levelsOf({ evaluateLabel, label, levels = [] }: Protocol): LabelLevel[] {
  const all = [evaluateLabel, label, ...[...levels].reverse()]
  return all.filter(({ name }, i) => all.findIndex((level) => level.name === name) === i)
}

function byClass(
  measured: Measured | null,
  level: number,
  { labels, classes }: LabelLevel,
  isSeen: (row: number) => boolean,
): ClassJudgement[] {
  if (!measured) return []
  const seen = new Set(measured.part.rows.filter(isSeen).map((row) => labels[row]!))
  return classMeans(measured.found[level]!).map(({ label, queries, means }) => ({
    name: classes[label]!,
    seen: seen.has(label),
    queries,
    recallAt1: means['Recall@1'] ?? null,
    means,
  }))
}
