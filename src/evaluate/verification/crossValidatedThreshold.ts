import { random } from '../../random.ts'
import type { Session, SessionOptions } from '../../runtime/session.ts'
import type { Interval } from '../interval.ts'
import { interval } from '../interval.ts'
import type { LabelLevel } from '../relevantCounts.ts'
import { rowsWhere } from '../rowsWhere.ts'
import { bestThreshold } from './bestThreshold.ts'
import { brier } from './brier.ts'
import { calibrateDistances } from './calibrateDistances.ts'
import { histogramCounts } from './histogramCounts.ts'
import type { PairCounts } from './pairCounts.ts'
import type { PairFrame, PairHistogram } from './pairHistogram.ts'
import { pairHistogram } from './pairHistogram.ts'

/** What thresholds and chances are worth on pairs of classes that they were not chosen by. */
export interface CrossValidated {
  /** Parts into which the classes were divided. */
  readonly folds: number
  /** Share of right answers on each part, by the threshold chosen on the others; pairs of one class and of two weigh the
   *  same. */
  readonly accuracy: Interval
  /** Mean of the thresholds. */
  readonly threshold: number
  /** Mean of the Brier scores of the chances fitted on the others; 0.25 is what knowing nothing gives. */
  readonly brier: number
}

export interface CrossValidatedThresholdOptions extends SessionOptions {
  /** Rows [queries, dimension]. */
  readonly queries: Float32Array
  /** Rows [gallery, dimension]; null: pairs are of two queries. */
  readonly gallery: Float32Array | null
  readonly dimension: number
  readonly level: LabelLevel
  readonly frame: PairFrame
  /** At most so many parts. Default 10. */
  readonly folds?: number
  /** Of the division. Default 0. */
  readonly seed?: number
  /** Default 2e7 in each part. */
  readonly mostPairs?: number
  /** What multiplies, where it is open already; it is left open. */
  readonly product?: Session
}

/** Ten-fold cross-validation as on Labeled Faces in the Wild (Huang et al. 2007): the classes are divided by lot into parts,
 *  pairs are of two images of one part, and each part is judged by the threshold and the chances that the pairs of all the
 *  others give. Classes and not pairs are divided, since the same person on either side would flatter. With fewer than
 *  twenty classes there are fewer parts, of two classes at least. Null where that makes fewer than two, or some part has
 *  no pair of a kind. */
export async function crossValidatedThreshold({
  queries,
  gallery,
  dimension,
  level,
  frame,
  folds: wanted = 10,
  seed = 0,
  mostPairs = 2e7,
  ...session
}: CrossValidatedThresholdOptions): Promise<CrossValidated | null> {
  const classes = paired(level, gallery !== null)
  const folds = Math.min(wanted, Math.floor(classes.length / 2))
  if (folds < 2) return null
  random(seed).fork('folds').shuffle(classes)
  const foldOf = new Map(classes.map((label, i) => [label, i % folds]))
  const all = (rows: Int32Array): Int32Array => Int32Array.from(rows.keys())
  const histograms: PairHistogram['levels'][number][] = []
  let width = 0
  for (let fold = 0; fold < folds; fold++) {
    const of = (rows: Float32Array, labels: Int32Array) => {
      const kept = rowsWhere(rows, all(labels), dimension, (row) => foldOf.get(labels[row]!) === fold)
      return { embeddings: kept.embeddings, labels: kept.rows.map((row) => labels[row]!) }
    }
    const [asked, target] = [of(queries, level.queryLabels), gallery && of(gallery, level.galleryLabels)]
    const part = await pairHistogram({
      queries: asked.embeddings,
      gallery: target?.embeddings ?? null,
      dimension,
      levels: [{ name: level.name, queryLabels: asked.labels, galleryLabels: (target ?? asked).labels }],
      // Finer would be lost: a threshold rests on some hundred pairs around it.
      bins: 2 ** 16,
      mostPairs,
      seed,
      frame,
      ...session,
    })
    histograms.push(part.levels[0]!)
    width = part.width
  }
  const parts = histograms.map((own): PairCounts => histogramCounts(own, width))
  if (parts.some(({ genuine, impostor }) => !genuine.some((n) => n > 0) || !impostor.some((n) => n > 0))) return null
  const total = summed(histograms)
  const judged = parts.map((part, fold) => {
    const others = histogramCounts(without(total, histograms[fold]!), width)
    const { threshold } = bestThreshold(others, 'accuracy')
    return { threshold, accuracy: accuracyAt(part, threshold), brier: brier(part, calibrateDistances(others)) }
  })
  const mean = (of: (one: (typeof judged)[number]) => number): number =>
    judged.reduce((sum, one) => sum + of(one), 0) / folds
  return {
    folds,
    accuracy: interval(judged.map(({ accuracy }) => accuracy)),
    threshold: mean(({ threshold }) => threshold),
    brier: mean((one) => one.brier),
  }
}

/** Classes that can be recognised: with two images, or with one on either side. */
function paired({ queryLabels, galleryLabels }: LabelLevel, apart: boolean): number[] {
  const times = new Map<number, number>()
  for (const label of queryLabels) if (label >= 0) times.set(label, (times.get(label) ?? 0) + 1)
  const found = new Set(galleryLabels)
  return [...times].filter(([label, n]) => (apart ? found.has(label) : n > 1)).map(([label]) => label)
}

type Pairs = PairHistogram['levels'][number]

function summed(parts: readonly Pairs[]): Pairs {
  const bins = parts[0]!.genuine.length
  const total = { genuine: new Uint32Array(bins), impostor: new Uint32Array(bins) }
  for (const { genuine, impostor } of parts)
    for (let b = 0; b < bins; b++) {
      total.genuine[b]! += genuine[b]!
      total.impostor[b]! += impostor[b]!
    }
  return total
}

const without = (total: Pairs, part: Pairs): Pairs => ({
  genuine: total.genuine.map((n, b) => n - part.genuine[b]!),
  impostor: total.impostor.map((n, b) => n - part.impostor[b]!),
})

/** (TAR + 1 - FAR) / 2 at a threshold. */
function accuracyAt({ distances, genuine, impostor }: PairCounts, threshold: number): number {
  let [same, other, taken, mistaken] = [0, 0, 0, 0]
  for (const [i, distance] of distances.entries()) {
    same += genuine[i]!
    other += impostor[i]!
    if (distance > threshold) continue
    taken += genuine[i]!
    mistaken += impostor[i]!
  }
  return (taken / same + 1 - mistaken / other) / 2
}
