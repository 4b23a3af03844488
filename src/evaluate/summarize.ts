import type { PerQuery } from './retrieval.ts'

/** The metrics by the names the field gives them; each is defined in the file of its function. */
export type RetrievalMetric = `Recall@${number}` | `Precision@${number}` | 'R-precision' | 'MAP' | 'MAP@R' | 'MRR'

/** Means over queries, every query that counts weighing the same. */
export interface RetrievalSummary {
  readonly level: string
  /** Neighbours that were listed for each query; MAP and MRR are over these. */
  readonly k: number
  /** Queries asked about. */
  readonly queries: number
  /** Those among them that count: they have a relevant gallery item. */
  readonly counted: number
  /** In [0, 1]. A metric that the lists were too short for is left out; all are, where no query counts. */
  readonly means: { readonly [M in RetrievalMetric]?: number }
}

/** The mean of every metric over the queries for which `where` holds (default: all), so that seen and unseen classes,
 *  or the queries of some coarse classes, are only different `where`s of one result. */
export function summarize(perQuery: PerQuery, where: (query: number) => boolean = () => true): RetrievalSummary {
  const asked: number[] = []
  for (let q = 0; q < perQuery.counted.length; q++) if (where(q)) asked.push(q)
  const counting = asked.filter((q) => perQuery.counted[q] === 1)
  const means: { [M in RetrievalMetric]?: number } = {}
  const put = (name: RetrievalMetric, values: Float32Array | null): void => {
    if (values === null || counting.length === 0) return
    let sum = 0
    for (const q of counting) sum += values[q]!
    means[name] = sum / counting.length
  }
  for (const [k, values] of perQuery.recallAt) put(`Recall@${k}`, values)
  for (const [k, values] of perQuery.precisionAt) put(`Precision@${k}`, values)
  put('R-precision', perQuery.rPrecision)
  put('MAP', perQuery.averagePrecision)
  put('MAP@R', perQuery.averagePrecisionAtR)
  put('MRR', perQuery.reciprocalRank)
  return { level: perQuery.level, k: perQuery.k, queries: asked.length, counted: counting.length, means }
}
