import { averagePrecision } from '../../src/evaluate/averagePrecision.ts'
import { ndcg } from '../../src/evaluate/ndcg.ts'
import { areaUnderRoc } from '../../src/evaluate/verification/areaUnderRoc.ts'
import { bestThreshold } from '../../src/evaluate/verification/bestThreshold.ts'
import { brier } from '../../src/evaluate/verification/brier.ts'
import { calibrateDistances } from '../../src/evaluate/verification/calibrateDistances.ts'
import { equalErrorRate } from '../../src/evaluate/verification/equalErrorRate.ts'
import { pairCounts } from '../../src/evaluate/verification/pairCounts.ts'
import { roc } from '../../src/evaluate/verification/roc.ts'
import { trueAcceptRate } from '../../src/evaluate/verification/trueAcceptRate.ts'
import type { Verdict } from './compare.ts'
import { close, difference, failed, passed } from './compare.ts'

/** Pairs of sklearn_verification.json: distances, whether they are of one class, and what was measured of them. */
export interface PairsRow {
  readonly distances: readonly number[]
  readonly same: readonly number[]
  readonly far: readonly number[]
  readonly tar: readonly number[]
  readonly auc: number
  readonly area_of_curve: number
  readonly det: { readonly fpr: readonly number[]; readonly fnr: readonly number[] }
  readonly tar_at_far: Readonly<Record<string, number>>
  readonly equal_error_rate: number
  readonly accuracy: number
  readonly f1: number
  readonly slope: number
  readonly offset: number
  readonly brier: number
}

/** A query's whole ranking, 1 where relevant, and what was measured of it. */
export interface RankingRow {
  readonly relevant: readonly number[]
  readonly average_precision: number
  readonly ndcg: number
  readonly ndcg_at: Readonly<Record<string, number>>
}

export async function checkPairsRow(row: PairsRow): Promise<Verdict> {
  const counts = pairCounts(row.distances, row.same)
  const curve = roc(counts)
  const calibration = calibrateDistances(counts)
  const area = areaUnderRoc(curve)
  const onCurve = row.det.fpr.every((fpr, i) =>
    curve.far.some((far, at) => close(far, fpr) && close(1 - curve.tar[at]!, row.det.fnr[i]!)),
  )
  const wrong =
    difference('FAR', curve.far, row.far) ??
    difference('TAR', curve.tar, row.tar) ??
    (onCurve ? undefined : 'a point of the detection error curve lies beside ours') ??
    differences([
      ['AUC', area, row.auc],
      ['area of the curve', area, row.area_of_curve],
      ...Object.entries(row.tar_at_far).map(
        ([far, tar]) => [`TAR@FAR ${far}`, trueAcceptRate(curve, Number(far)).tar, tar] as const,
      ),
      ['equal error rate', equalErrorRate(curve).rate, row.equal_error_rate],
      ['accuracy', bestThreshold(counts, 'accuracy').score, row.accuracy],
      ['F1', bestThreshold(counts, 'f1').score, row.f1],
      ['slope', calibration.slope, row.slope],
      ['offset', calibration.offset, row.offset],
      ['Brier', brier(counts, calibration), row.brier],
    ])
  return wrong === undefined ? passed : failed(wrong)
}

export async function checkRankingRow(row: RankingRow): Promise<Verdict> {
  const relevant = Uint8Array.from(row.relevant)
  const R = relevant.reduce((sum, one) => sum + one, 0)
  const wrong = differences([
    ['average precision', averagePrecision(relevant, R), row.average_precision],
    ['NDCG', ndcg(relevant, R), row.ndcg],
    ...Object.entries(row.ndcg_at).map(([k, value]) => [`NDCG@${k}`, ndcg(relevant, R, Number(k)), value] as const),
  ])
  return wrong === undefined ? passed : failed(wrong)
}

function differences(all: readonly (readonly [string, number, number])[]): string | undefined {
  const wrong = all.filter(([, ours, theirs]) => !close(ours, theirs))
  return wrong.length === 0 ? undefined : wrong.map(([name, a, b]) => `${name}: ${a}, not ${b}`).join('; ')
}
