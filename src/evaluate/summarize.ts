import type { RetrievalMetric } from './namedMetrics.ts'
import { namedMetrics } from './namedMetrics.ts'
import type { PerQuery } from './retrieval.ts'

/** Means in [0, 1] by metric. A metric that the lists were too short for is left out; all are, where no query counts. */
export type RetrievalMeans = { readonly [M in RetrievalMetric]?: number }

/** Means over queries. */
export interface RetrievalSummary {
  readonly level: string
  /** Neighbours that were listed for each query; MAP, NDCG and MRR are over these. */
  readonly k: number
  /** Queries asked about. */
  readonly queries: number
  /** Those among them that count: they have a relevant gallery item. */
  readonly counted: number
  /** Those among them without a label, none of which counts. Absent in summaries of earlier versions. */
  readonly unlabelled?: number
  /** Classes of the queries that count. Absent in summaries of earlier versions. */
  readonly classes?: number
  /** Micro: every query that counts weighs the same, so large classes weigh most. */
  readonly means: RetrievalMeans
  /** Macro: the mean over classes of the mean over their queries, so every class weighs the same. Absent in summaries of
   *  earlier versions. */
  readonly macro?: RetrievalMeans
}

/** The mean of every metric over the queries for which `where` holds (default: all), so that seen and unseen classes,
 *  or the queries of some coarse classes, are only different `where`s of one result. */
export function summarize(perQuery: PerQuery, where: (query: number) => boolean = () => true): RetrievalSummary {
  const asked: number[] = []
  for (let q = 0; q < perQuery.counted.length; q++) if (where(q)) asked.push(q)
  const counting = asked.filter((q) => perQuery.counted[q] === 1)
  const { of, sizes } = numbered(counting.map((q) => perQuery.labels[q]!))
  const means: { [M in RetrievalMetric]?: number } = {}
  const macro: { [M in RetrievalMetric]?: number } = {}
  for (const [name, values] of counting.length === 0 ? [] : namedMetrics(perQuery)) {
    let sum = 0
    const sums = new Float64Array(sizes.length)
    for (let i = 0; i < counting.length; i++) {
      const value = values[counting[i]!]!
      sum += value
      sums[of[i]!]! += value
    }
    means[name] = sum / counting.length
    macro[name] = sums.reduce((total, one, c) => total + one / sizes[c]!, 0) / sizes.length
  }
  return {
    level: perQuery.level,
    k: perQuery.k,
    queries: asked.length,
    counted: counting.length,
    unlabelled: asked.filter((q) => perQuery.labels[q]! < 0).length,
    classes: sizes.length,
    means,
    macro,
  }
}

/** Numbers from 0 in order of appearance, and how often each appears. */
function numbered(labels: readonly number[]): { of: Int32Array; sizes: number[] } {
  const numbers = new Map<number, number>()
  const sizes: number[] = []
  const of = Int32Array.from(labels, (label) => {
    const c = numbers.get(label) ?? numbers.size
    numbers.set(label, c)
    sizes[c] = (sizes[c] ?? 0) + 1
    return c
  })
  return { of, sizes }
}
