import type { ZodType } from 'zod'
import { z } from 'zod'
import type { ClusteringRow, KMeansRow } from './clustering.ts'
import { checkClusteringRow, checkKMeansRow, measuresOf } from './clustering.ts'
import type { Verdict } from './compare.ts'
import type { DistanceRow } from './distances.ts'
import { checkDistanceRow } from './distances.ts'
import type { MemoryRow } from './formulas/crossBatchMemory.ts'
import type { LossRow, MiningRow } from './losses.ts'
import { checkLossRow, checkMiningRow } from './losses.ts'
import { checkMemoryRow } from './memory.ts'
import type { MinerRow } from './miners.ts'
import { checkMinerRow } from './miners.ts'
import type { OperatorRow } from './operatorRow.ts'
import { checkOperatorRow } from './operators.ts'
import type { OptimizerRow } from './optimizers.ts'
import { checkOptimizerRow } from './optimizers.ts'
import type { RetrievalRow } from './retrieval.ts'
import { checkRetrievalRow } from './retrieval.ts'
import { rowForms } from './rowForms.ts'
import type { ScheduleRow } from './schedules.ts'
import { checkScheduleRow } from './schedules.ts'
import type { PairsRow, RankingRow } from './verification.ts'
import { checkPairsRow, checkRankingRow } from './verification.ts'

/** How the rows of a reference file are told and checked. */
export interface ReferenceFile {
  readonly form: ZodType
  /** What a row is about, in a few words. */
  readonly title: (row: unknown) => string
  readonly check: (row: unknown) => Promise<Verdict>
}

const file = <Row>(
  form: ZodType,
  title: (row: Row) => string,
  check: (row: Row) => Promise<Verdict>,
): ReferenceFile => ({
  form,
  title: title as ReferenceFile['title'],
  check: check as ReferenceFile['check'],
})

const lossTitle = ({ loss, args, distance, reducer, ...row }: LossRow & { readonly batch?: string }): string =>
  words(loss, args, distance, reducer, row.batch)

const clusteringTitle = (row: ClusteringRow): string => `${row.labels.length} items, ${measuresOf(row).join(', ')}`

/** The reference files that we know, by their names without the ending. */
export const files: Readonly<Record<string, ReferenceFile>> = {
  distances: file(rowForms.distances, (row: DistanceRow) => row.distance, checkDistanceRow),
  losses: file(rowForms.losses, lossTitle, checkLossRow),
  easy_hard_mining: file(
    rowForms.mining,
    (row: MiningRow) => `${lossTitle(row)}, ${row.positives} positives, ${row.negatives} negatives`,
    checkMiningRow,
  ),
  operators: file(rowForms.operators, (row: OperatorRow) => words(row.op, row.attributes), checkOperatorRow),
  optimizers: file(rowForms.optimizers, (row: OptimizerRow) => words(row.optimizer, row.args), checkOptimizerRow),
  schedules: file(rowForms.schedules, (row: ScheduleRow) => words(row.schedule, row.args), checkScheduleRow),
  retrieval_metrics: file(
    rowForms.retrieval,
    (row: RetrievalRow) => `${row.embeddings.shape.join(' x ')} embeddings`,
    checkRetrievalRow,
  ),
  formulas: file(
    z.union([rowForms.memory, rowForms.losses, rowForms.miners]),
    (row: LossRow | MemoryRow | MinerRow) =>
      'miner' in row ? words(row.miner, row.args) : 'steps' in row ? words(row.loss, row.args) : lossTitle(row),
    (row) => ('miner' in row ? checkMinerRow(row) : 'steps' in row ? checkMemoryRow(row) : checkLossRow(row)),
  ),
  miners: file(rowForms.miners, (row: MinerRow) => words(row.miner, row.args, row.batch), checkMinerRow),
  clustering_metrics: file(rowForms.clustering, clusteringTitle, checkClusteringRow),
  sklearn_verification: file(
    z.union([rowForms.pairs, rowForms.ranking]),
    (row: PairsRow | RankingRow) =>
      'relevant' in row ? words('a ranking of', row.relevant.length) : words(row.distances.length, 'pairs'),
    (row) => ('relevant' in row ? checkRankingRow(row) : checkPairsRow(row)),
  ),
  sklearn_clustering: file(
    z.union([rowForms.clustering, rowForms.kMeans]),
    (row: ClusteringRow | KMeansRow) =>
      'assigned' in row ? words('k-means', row.steps, 'steps') : clusteringTitle(row as ClusteringRow),
    (row) => ('assigned' in row ? checkKMeansRow(row as KMeansRow) : checkClusteringRow(row as ClusteringRow)),
  ),
}

const words = (...parts: readonly unknown[]): string =>
  parts
    .filter((part) => part !== undefined)
    .map((part) => (typeof part === 'string' ? part : JSON.stringify(part)))
    .filter((part) => part !== '{}')
    .join(' ')
