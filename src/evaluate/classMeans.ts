import { namedMetrics } from './namedMetrics.ts'
import type { PerQuery } from './retrieval.ts'
import { rowsByLabel } from './rowsByLabel.ts'
import type { RetrievalMeans } from './summarize.ts'

/** What the queries of one class found. */
export interface ClassMeans {
  readonly label: number
  /** Queries of the class. */
  readonly queries: number
  /** Those among them that count: all, or none where the gallery holds no classmate. */
  readonly counted: number
  /** Means over the queries that count; none where none does. */
  readonly means: RetrievalMeans
}

/** The mean of every metric over the queries of each class, by rising label; queries without a label belong to none. The
 *  macro means of `summarize` are the means of these over the classes that count. */
export function classMeans(perQuery: PerQuery): ClassMeans[] {
  const metrics = namedMetrics(perQuery)
  return [...rowsByLabel(perQuery.labels)]
    .sort(([a], [b]) => a - b)
    .map(([label, queries]) => {
      const counting = queries.filter((q) => perQuery.counted[q] === 1)
      const means = metrics.map(([name, values]) => {
        let sum = 0
        for (const q of counting) sum += values[q]!
        return [name, sum / counting.length] as const
      })
      return {
        label,
        queries: queries.length,
        counted: counting.length,
        means: counting.length === 0 ? {} : (Object.fromEntries(means) as RetrievalMeans),
      }
    })
}
