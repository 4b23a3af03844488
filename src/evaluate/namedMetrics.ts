import type { PerQuery } from './retrieval.ts'

/** The metrics by the names the field gives them; each is defined in the file of its function. */
export type RetrievalMetric =
  | `Recall@${number}`
  | `Precision@${number}`
  | `NDCG@${number}`
  | 'R-precision'
  | 'MAP'
  | 'MAP@R'
  | 'NDCG'
  | 'MRR'

/** The metrics of every query by their names, in the order in which they are listed; those that the lists were too short
 *  for are left out. */
export function namedMetrics(perQuery: PerQuery): readonly (readonly [RetrievalMetric, Float32Array])[] {
  const at = (name: 'Recall' | 'Precision' | 'NDCG', values: ReadonlyMap<number, Float32Array>) =>
    [...values].map(([k, array]) => [`${name}@${k}`, array] as const)
  const single = [
    ['R-precision', perQuery.rPrecision],
    ['MAP', perQuery.averagePrecision],
    ['MAP@R', perQuery.averagePrecisionAtR],
    ['NDCG', perQuery.ndcg],
    ['MRR', perQuery.reciprocalRank],
  ] as const
  return [
    ...at('Recall', perQuery.recallAt),
    ...at('Precision', perQuery.precisionAt),
    ...at('NDCG', perQuery.ndcgAt),
    ...single.flatMap(([name, values]) => (values === null ? [] : [[name, values] as const])),
  ]
}
