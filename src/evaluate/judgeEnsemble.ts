import type { Protocol } from '../data/protocol.ts'
import { demand } from '../errors.ts'
import type { Judgement } from './judge.ts'
import { judge, widestRanked } from './judge.ts'
import { unitRows } from './unitRows.ts'

/** One model's embeddings, rows of length 1. */
export interface Embedded {
  readonly dimension: number
  /** Of the protocol's queries, [queries, dimension]. */
  readonly queries: Float32Array
  /** Of its gallery; null where the queries are searched among themselves. */
  readonly gallery: Float32Array | null
}

/** Several models of one method on the same test images. */
export interface EnsembleJudgement {
  /** Each by itself; a metric of the method is their mean. */
  readonly separated: readonly Judgement[]
  /** All as one: the embeddings of an image one after the other, brought to length 1. */
  readonly concatenated: Judgement
}

/** Judges the models that cross-validation leaves, one a fold, in both ways of "A metric learning reality check" (Musgrave et al.
 *  2020): separated and concatenated. */
export async function judgeEnsemble(protocol: Protocol, models: readonly Embedded[]): Promise<EnsembleJudgement> {
  demand(models.length > 0, { who: 'judgeEnsemble', rule: 'needs at least one model' })
  const sizes = models.map(({ queries, dimension }) => queries.length / dimension)
  demand(
    sizes.every((size) => size === protocol.query.length),
    { who: 'judgeEnsemble', rule: `every model must have embedded the ${protocol.query.length} queries`, value: sizes },
  )
  const separated: Judgement[] = []
  for (const model of models) separated.push(await judge({ protocol, ...model, rank: model.dimension <= widestRanked }))
  const dimension = models.reduce((sum, one) => sum + one.dimension, 0)
  const galleries = models.map(({ gallery }) => gallery)
  const concatenated = await judge({
    protocol,
    dimension,
    queries: concatenate(
      models,
      models.map(({ queries }) => queries),
    ),
    gallery: galleries.every((one) => one !== null) ? concatenate(models, galleries) : null,
    rank: dimension <= widestRanked,
  })
  return { separated, concatenated }
}

/** Rows of several embeddings beside each other, of length 1; a row of zeros stays one. */
function concatenate(models: readonly Embedded[], parts: readonly Float32Array[]): Float32Array {
  const dimensions = models.map(({ dimension }) => dimension)
  const width = dimensions.reduce((sum, one) => sum + one, 0)
  const rows = parts[0]!.length / dimensions[0]!
  const joined = new Float32Array(rows * width)
  for (let row = 0; row < rows; row++) {
    let at = row * width
    for (const [m, part] of parts.entries()) {
      joined.set(part.subarray(row * dimensions[m]!, (row + 1) * dimensions[m]!), at)
      at += dimensions[m]!
    }
  }
  return unitRows(joined, width)
}
