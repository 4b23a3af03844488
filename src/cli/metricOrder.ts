import type { RetrievalMetric } from '../evaluate/namedMetrics.ts'

const kinds = ['Recall@K', 'Precision@K', 'NDCG@K', 'R-precision', 'MAP', 'MAP@R', 'NDCG', 'MRR']

/** Retrieval metrics in the order in which they are listed, each once. */
export function metricOrder(metrics: readonly RetrievalMetric[]): RetrievalMetric[] {
  return [...new Set(metrics)].sort((a, b) => kindOf(a) - kindOf(b) || kOf(a) - kOf(b))
}

const kindOf = (metric: string): number => kinds.indexOf(metric.replace(/@\d+$/, '@K'))

const kOf = (metric: string): number => Number(/@(\d+)$/.exec(metric)?.[1] ?? 0)
