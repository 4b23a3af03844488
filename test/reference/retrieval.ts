import type { RetrievalMetric } from '../../src/evaluate/namedMetrics.ts'
import type { NeighbourBlock } from '../../src/evaluate/neighbours.ts'
import { neighboursNeeded } from '../../src/evaluate/neighboursNeeded.ts'
import { retrieval } from '../../src/evaluate/retrieval.ts'
import { type RetrievalSummary, summarize } from '../../src/evaluate/summarize.ts'
import type { ReferenceTensor, Verdict } from './compare.ts'
import { close, failed, numberOf, numbersOf, passed, unsupported } from './compare.ts'

/** A row of retrieval_metrics.json: embeddings [n, d], a label each, and what the metrics are by name. */
export interface RetrievalRow {
  readonly embeddings: ReferenceTensor
  readonly labels: readonly number[]
  readonly metrics: Readonly<Record<string, number | string>>
}

/** Whether our metrics give the row's numbers, from its embeddings: query in the gallery, Euclidean distance of the
 *  embeddings as they are (not normalised). `NAME@full` lists the whole gallery, `NAME` as many neighbours as the largest
 *  class has without the query. A metric that we lack is 'unsupported', by name. */
export async function checkRetrievalRow(row: RetrievalRow): Promise<Verdict> {
  const [n = 0, d = 0] = row.embeddings.shape
  const data = Float64Array.from(numbersOf(row.embeddings))
  const names = [...new Set(row.labels)]
  const labels = Int32Array.from(row.labels, (label) => names.indexOf(label))
  const levels = [{ name: 'label', queryLabels: labels, galleryLabels: labels }] as const
  const ks = Object.keys(row.metrics).flatMap((key) => /_at_(\d+)/.exec(key)?.slice(1).map(Number) ?? [])
  const judged = async (k: number): Promise<RetrievalSummary> => {
    const [result] = await retrieval({ blocks: blocksOf(data, n, d, k), levels, leaveOneOut: true, ks })
    return summarize(result)
  }
  const short = await judged(neighboursNeeded({ levels, leaveOneOut: true, ks: [] }))
  const full = await judged(Math.max(1, n - 1))
  const lacking: string[] = []
  const wrong = Object.entries(row.metrics).flatMap(([key, value]) => {
    const [name = '', reach] = key.split('@')
    const known = ourName(name)
    if (known === undefined || (reach !== undefined && reach !== 'full')) {
      lacking.push(key)
      return []
    }
    const found = (reach === 'full' ? full : short).means[known] ?? full.means[known] ?? Number.NaN
    return close(found, numberOf(value)) ? [] : [`${key}: ${found}, not ${value}`]
  })
  if (wrong.length > 0) return failed(wrong.join('; '))
  return lacking.length > 0 ? unsupported(`metric ${lacking.join(', ')}`) : passed
}

function ourName(name: string): RetrievalMetric | undefined {
  const at = /^(recall|precision)_at_(\d+)$/.exec(name)
  if (at) return `${at[1] === 'recall' ? 'Recall' : 'Precision'}@${Number(at[2])}`
  if (name === 'mean_average_precision') return 'MAP'
  if (name === 'mean_average_precision_at_r') return 'MAP@R'
  if (name === 'mean_reciprocal_rank') return 'MRR'
  if (name === 'r_precision') return 'R-precision'
  return undefined
}

/** Slow search in float64: every query sorts the whole gallery. Seven queries a block, so that blocks are exercised. */
function* blocksOf(data: Float64Array, n: number, d: number, k: number): Generator<NeighbourBlock> {
  for (let start = 0; start < n; start += 7) {
    const count = Math.min(7, n - start)
    const indices = new Int32Array(count * k).fill(-1)
    const distances = new Float32Array(count * k).fill(Number.POSITIVE_INFINITY)
    for (let i = 0; i < count; i++) {
      const others = Array.from({ length: n }, (_, row) => row).filter((row) => row !== start + i)
      const away = Float64Array.from({ length: n }, (_, row) => euclidean(data, start + i, row, d))
      others.sort((a, b) => away[a]! - away[b]! || a - b)
      others.slice(0, k).forEach((row, rank) => {
        indices[i * k + rank] = row
        distances[i * k + rank] = away[row]!
      })
    }
    yield { start, count, k, indices, distances }
  }
}

function euclidean(data: Float64Array, a: number, b: number, d: number): number {
  let sum = 0
  for (let j = 0; j < d; j++) sum += (data[a * d + j]! - data[b * d + j]!) ** 2
  return Math.sqrt(sum)
}
