import type { Dataset, Skipped } from '../data/dataset.ts'
import type { Protocol } from '../data/protocol.ts'
import { tryDecode } from '../data/tryDecode.ts'
import { demand } from '../errors.ts'
import type { BootstrapInterval } from '../evaluate/bootstrap.ts'
import { bootstrap } from '../evaluate/bootstrap.ts'
import { knn } from '../evaluate/knn.ts'
import { neighboursNeeded } from '../evaluate/neighboursNeeded.ts'
import type { PerQuery } from '../evaluate/retrieval.ts'
import { retrieval } from '../evaluate/retrieval.ts'
import type { StemForm } from '../onnx/surgery/withStem.ts'
import { openSession } from '../runtime/session.ts'
import { bytes } from '../tensor/array.ts'

/** What an exported model is worth. */
export interface MeasuredModel {
  /** By the label that retrieval is judged by, mean over queries with the 95 % interval of the bootstrap. Null where no query
   *  has a classmate to find; MAP@R also where a class is too large for it. */
  readonly recallAt1: BootstrapInterval | null
  readonly mapAtR: BootstrapInterval | null
  /** Recall@1 less that of the first model, over the same queries; of the first itself null. */
  readonly recallLost: BootstrapInterval | null
  /** Of the embeddings with those of the first model: mean and least. */
  readonly meanCosine: number
  readonly leastCosine: number
  /** In blocks of `block` images of the network's own size, decoding not counted. */
  readonly imagesPerSecond: number
}

export interface Measurement {
  readonly measured: readonly MeasuredModel[]
  readonly protocol: Protocol
  /** The dataset's index of each row of the protocol. */
  readonly kept: Int32Array
  /** Images that did not decode. */
  readonly skipped: readonly Skipped[]
}

export interface ModelMeasureOptions {
  readonly dataset: Dataset
  readonly form: StemForm
  /** From images to `embeddings`; the first is what the others are compared with. */
  readonly models: readonly { readonly name: string; readonly bytes: Uint8Array }[]
  /** Divides the images that decode. */
  readonly divide: (kept: Int32Array) => Protocol
  readonly onProgress?: (done: number, total: number) => void
}

/** Images that a model is given at a time. */
export const block = 16

/** So many images are timed. */
const timedImages = 20 * block

/** Longer lists of neighbours are not made: a class larger than this leaves MAP@R out. */
const longest = 2000

/** Embeds all images of a dataset by each model, turn and turn about, and judges each by the protocol. The images are brought
 *  to the network's size as for training; of the images themselves nothing stays in memory. */
export async function measure({
  dataset,
  form,
  models,
  divide,
  onProgress,
}: ModelMeasureOptions): Promise<Measurement> {
  const { height, width, channels, fit } = form
  const sessions = await Promise.all(models.map((model) => openSession(model.bytes)))
  const rows: Float32Array[][] = models.map(() => [])
  const seconds = models.map(() => 0)
  const kept: number[] = []
  const skipped: Skipped[] = []
  let timed = 0
  const decoded = (start: number): Promise<(Uint8Array | string)[]> =>
    Promise.all(
      Array.from({ length: Math.max(0, Math.min(block, dataset.size - start)) }, (_, i) =>
        tryDecode(dataset.source(start + i), { height, width, channels, fit }),
      ),
    )
  try {
    let next = decoded(0)
    for (let start = 0; start < dataset.size; start += block) {
      const images = await next
      // Decoding the next images meanwhile takes from the time of these: not while time is taken.
      const timing = start < timedImages
      if (!timing) next = decoded(start + block)
      const whole = images.filter((one) => typeof one !== 'string')
      for (const [i, one] of images.entries())
        if (typeof one === 'string') skipped.push({ name: dataset.names[start + i]!, reason: one })
        else kept.push(start + i)
      const pixels = new Uint8Array(whole.length * height * width * channels)
      for (const [i, one] of whole.entries()) pixels.set(one, i * one.length)
      // The first block of each model is its warm-up.
      const counts = timing && (start > 0 || dataset.size <= block)
      for (const [m, session] of whole.length === 0 ? [] : sessions.entries()) {
        const began = performance.now()
        const { embeddings } = await session.run({ images: bytes(pixels, [whole.length, height, width, channels]) })
        if (counts) seconds[m]! += (performance.now() - began) / 1000
        rows[m]!.push(embeddings!.data as Float32Array)
      }
      if (counts) timed += whole.length
      if (timing) next = decoded(start + block)
      onProgress?.(start + images.length, dataset.size)
    }
  } finally {
    await Promise.all(sessions.map((session) => session.close()))
  }
  demand(kept.length > 0, {
    who: dataset.name,
    rule: 'at least one image must decode',
    ...(skipped[0] && { remedy: `the first, '${skipped[0].name}', did not: ${skipped[0].reason}` }),
  })
  const rowsKept = Int32Array.from(kept)
  const protocol = divide(rowsKept)
  const all = rows.map(concatenated)
  const dimension = all[0]!.length / kept.length
  for (const [m, embeddings] of all.entries())
    demand(embeddings.every(Number.isFinite), {
      who: models[m]!.name,
      rule: 'every embedding must be finite',
      remedy: 'its arithmetic does not hold the numbers of this network: leave it out by --precision',
    })
  const judged: PerQuery[] = []
  for (const embeddings of all) judged.push(await judgedBy(protocol, embeddings, dimension))
  const measured = judged.map((found, m): MeasuredModel => {
    const cosines = rowCosines(all[m]!, all[0]!, dimension)
    const recall = found.recallAt.get(1)!
    const first = judged[0]!.recallAt.get(1)!
    return {
      recallAt1: bootstrap(recall),
      mapAtR: found.averagePrecisionAtR && bootstrap(found.averagePrecisionAtR),
      recallLost: m === 0 ? null : bootstrap(recall.map((value, q) => first[q]! - value)),
      meanCosine: cosines.reduce((sum, value) => sum + value, 0) / cosines.length,
      leastCosine: cosines.reduce((least, value) => Math.min(least, value), 1),
      imagesPerSecond: timed / seconds[m]!,
    }
  })
  return { measured, protocol, kept: rowsKept, skipped }
}

/** Every query searched once, judged by the finer label. */
async function judgedBy(protocol: Protocol, embeddings: Float32Array, dimension: number): Promise<PerQuery> {
  const { evaluateLabel, query, gallery } = protocol
  const of = (rows: Int32Array): Float32Array => {
    const chosen = new Float32Array(rows.length * dimension)
    for (const [i, row] of rows.entries())
      chosen.set(embeddings.subarray(row * dimension, (row + 1) * dimension), i * dimension)
    return chosen
  }
  const labelsOf = (rows: Int32Array): Int32Array => rows.map((row) => evaluateLabel.labels[row]!)
  const levels = [
    { name: evaluateLabel.name, queryLabels: labelsOf(query), galleryLabels: labelsOf(gallery ?? query) },
  ] as const
  const leaveOneOut = gallery === null
  const k = Math.min(longest, neighboursNeeded({ levels, leaveOneOut }))
  const blocks = knn({ queries: of(query), gallery: gallery && of(gallery), dimension, k })
  const [found] = await retrieval({ blocks, levels, leaveOneOut })
  return found
}

function concatenated(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** Of rows of length 1. */
function rowCosines(a: Float32Array, b: Float32Array, dimension: number): number[] {
  return Array.from({ length: a.length / dimension }, (_, row) => {
    let sum = 0
    for (let i = row * dimension; i < (row + 1) * dimension; i++) sum += a[i]! * b[i]!
    return sum
  })
}
