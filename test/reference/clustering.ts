import { adjustedMutualInformation } from '../../src/evaluate/clustering/adjustedMutualInformation.ts'
import { adjustedRandIndex } from '../../src/evaluate/clustering/adjustedRandIndex.ts'
import { kMeans } from '../../src/evaluate/clustering/kMeans.ts'
import { normalizedMutualInformation } from '../../src/evaluate/clustering/normalizedMutualInformation.ts'
import { pairwiseF1 } from '../../src/evaluate/clustering/pairwiseF1.ts'
import { purity } from '../../src/evaluate/clustering/purity.ts'
import type { ReferenceTensor, Verdict } from './compare.ts'
import { close, difference, failed, numberOf, numbersOf, passed, unsupported } from './compare.ts'

/** A row of clustering_metrics.json or sklearn_clustering.json: classes and clusters of items, and measures by name. */
export type ClusteringRow = { readonly labels: readonly number[]; readonly clusters: readonly number[] } & Readonly<
  Record<string, unknown>
>

/** A row about k-means: so many steps from these centres end with this assignment, of this inertia. */
export interface KMeansRow {
  readonly embeddings: ReferenceTensor
  readonly centres: ReferenceTensor
  readonly steps: number
  readonly inertia: number
  readonly assigned: readonly number[]
}

type Measure = (labels: Int32Array, clusters: Int32Array) => number

const measures: Readonly<Record<string, Measure>> = {
  nmi: normalizedMutualInformation,
  ami: adjustedMutualInformation,
  ari: adjustedRandIndex,
  precision: (labels, clusters) => pairwiseF1(labels, clusters).precision,
  recall: (labels, clusters) => pairwiseF1(labels, clusters).recall,
  f1: (labels, clusters) => pairwiseF1(labels, clusters).f1,
  purity,
}

/** What a row of clusters measures. */
export const measuresOf = (row: ClusteringRow): string[] =>
  Object.keys(row).filter((key) => key !== 'labels' && key !== 'clusters')

/** Whether our measures give the row's numbers. A measure that we lack is 'unsupported', by name. */
export async function checkClusteringRow(row: ClusteringRow): Promise<Verdict> {
  const [labels, clusters] = [numbered(row.labels), numbered(row.clusters)]
  const lacking = measuresOf(row).filter((name) => !Object.hasOwn(measures, name))
  const wrong = measuresOf(row).flatMap((name) => {
    const found = measures[name]?.(labels, clusters)
    return found === undefined || close(found, numberOf(row[name] as number | string))
      ? []
      : [`${name}: ${found}, not ${row[name]}`]
  })
  if (wrong.length > 0) return failed(wrong.join('; '))
  return lacking.length > 0 ? unsupported(`measure ${lacking.join(', ')}`) : passed
}

export async function checkKMeansRow(row: KMeansRow): Promise<Verdict> {
  const [k = 0, dimension = 0] = row.centres.shape
  const found = await kMeans({
    embeddings: Float32Array.from(numbersOf(row.embeddings)),
    centres: Float32Array.from(numbersOf(row.centres)),
    dimension,
    k,
    most: row.steps,
    tolerance: 0,
  })
  const wrong =
    difference('assigned', found.labels, row.assigned) ?? difference('inertia', [found.inertia], [row.inertia])
  return wrong === undefined ? passed : failed(wrong)
}

/** Labels may be any numbers: they are counted from 0. */
function numbered(labels: readonly number[]): Int32Array {
  const names = new Map([...new Set(labels)].map((name, i) => [name, i]))
  return Int32Array.from(labels, (label) => names.get(label)!)
}
