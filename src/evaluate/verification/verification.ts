import { areaUnderRoc } from './areaUnderRoc.ts'
import type { BestThreshold } from './bestThreshold.ts'
import { bestThreshold } from './bestThreshold.ts'
import type { Calibration } from './calibrateDistances.ts'
import { calibrateDistances } from './calibrateDistances.ts'
import { equalErrorRate } from './equalErrorRate.ts'
import type { PairCounts } from './pairCounts.ts'
import type { Roc } from './roc.ts'
import { roc } from './roc.ts'
import type { TrueAcceptRate } from './trueAcceptRate.ts'
import { trueAcceptRate } from './trueAcceptRate.ts'

/** How well distances tell whether two images are of one class. */
export interface Verification {
  /** Pairs of one class, and of two. */
  readonly genuine: number
  readonly impostor: number
  /** Area under the ROC curve. */
  readonly auc: number
  readonly equalErrorRate: number
  /** At 1e-1, 1e-2, 1e-3 and 1e-4, as far as the impostor pairs suffice. */
  readonly trueAccept: readonly TrueAcceptRate[]
  /** By the thresholds that are best on these very pairs. */
  readonly accuracy: BestThreshold
  readonly f1: BestThreshold
  readonly calibration: Calibration
  /** The ROC curve in some hundred points, close where it matters: at low rates of either kind. */
  readonly curve: { readonly far: readonly number[]; readonly tar: readonly number[] }
}

/** A rate is left out that fewer wrong pairs than this would make up: the rule of 30 (Doddington et al. 2000), by which the true
 *  rate then lies within 30 % of the measured one, with a confidence of 90 %, if pairs were independent. They are not, each
 *  image being in many, so that it is less sure. */
export const fewestErrors = 30

/** Everything at once, from counted pairs. Null where there is no pair of one class, or none of two. */
export function verification(counts: PairCounts): Verification | null {
  const [genuine, impostor] = [counts.genuine, counts.impostor].map((all) => all.reduce((sum, n) => sum + n, 0))
  if (!genuine || !impostor) return null
  const curve = roc(counts)
  return {
    genuine,
    impostor,
    auc: areaUnderRoc(curve),
    equalErrorRate: equalErrorRate(curve).rate,
    trueAccept: [0.1, 0.01, 0.001, 0.0001]
      .filter((far) => far * impostor >= fewestErrors)
      .map((far) => trueAcceptRate(curve, far)),
    accuracy: bestThreshold(counts, 'accuracy'),
    f1: bestThreshold(counts, 'f1'),
    calibration: calibrateDistances(counts),
    curve: thinned(curve),
  }
}

/** The points nearest to even steps of FAR, of its logarithm, and of TAR. */
function thinned({ far, tar }: Roc): Verification['curve'] {
  const chosen = new Set([0, far.length - 1])
  const steps = Array.from({ length: 31 }, (_, i) => i / 30)
  for (const share of steps) {
    chosen.add(firstFrom(far, share)).add(firstFrom(tar, share))
    chosen.add(firstFrom(far, 10 ** (-5 * share)))
  }
  const kept = [...chosen].sort((a, b) => a - b)
  const rounded = (x: number): number => Number(x.toPrecision(6))
  return { far: kept.map((i) => rounded(far[i]!)), tar: kept.map((i) => rounded(tar[i]!)) }
}

/** The first place of a rising list that holds at least `value`; the last where none does. */
function firstFrom(rising: Float64Array, value: number): number {
  let [low, high] = [0, rising.length - 1]
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}
