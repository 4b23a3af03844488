import { demand } from '../errors.ts'
import { sampledRows } from '../evaluate/sampledRows.ts'
import { unitRows } from '../evaluate/unitRows.ts'
import type { Weights } from '../nn/layer.ts'
import { matMul, transpose } from '../ops/index.ts'
import type { Random } from '../random.ts'
import { random } from '../random.ts'
import { openGraph } from '../runtime/openGraph.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'

export interface PrincipalWeightsOptions {
  /** Dimensions of the features. */
  readonly dimension: number
  /** Dimensions of the embedding, at most those of the features. */
  readonly outputs: number
  /** The length of each row of the weights. Default 1. */
  readonly scale?: number
}

/** Weights of a linear map from features to embeddings that keeps as much of their cosines as a map can: `weight`
 *  [outputs, dimension], rows at right angles and of length `scale`, and a `bias` of zeros. The rows span the principal directions of
 *  the features, brought to length 1 and not centred, so that a cosine of embeddings is nearly that of the features.
 *  weight ~ argmax |X weightᵀ|, X the rows; by orthogonal iteration (Bauer 1957), which finds the span and not each axis in it, as
 *  cosines ask for no more. `rows` is [n * dimension] row by row; of more than 2,000 as many, evenly spaced, are taken. The same rows
 *  always give the same weights. Where the rows span less than `outputs`, the rest are any directions at right angles. */
export async function principalWeights(
  rows: Float32Array,
  { dimension, outputs, scale = 1 }: PrincipalWeightsOptions,
): Promise<Weights> {
  const who = 'principalWeights'
  demand(rows.length > 0 && rows.length % dimension === 0, {
    who,
    rule: `rows must be whole rows of ${dimension} numbers, one at least`,
    value: rows.length,
  })
  demand(outputs <= dimension, {
    who,
    rule: `the embedding can have no more dimensions than the features, ${dimension}`,
    value: outputs,
    remedy: 'make the embedding smaller, or let the weights begin at random',
  })
  const stray = rows.find((value) => !Number.isFinite(value))
  demand(stray === undefined, { who, rule: 'rows must be finite', value: stray })
  // A copy: those given stay as they are.
  const unit = unitRows(Float32Array.from(sampledRows(rows, dimension, mostRows)), dimension)
  const taken = floats(unit, [unit.length / dimension, dimension])
  const x = input('rows', 'float32', taken.shape)
  const directions = input('directions', 'float32', [outputs, dimension])
  const along = matMul(directions, transpose(x, [1, 0]))
  const session = await openGraph({ turned: matMul(along, x) }, { name: who })
  try {
    const generator = random(who)
    let found = orthonormal(new Float32Array(outputs * dimension), dimension, generator)
    for (let round = 0; round < rounds; round++) {
      const { turned } = await session.run({ rows: taken, directions: floats(found, [outputs, dimension]) })
      found = orthonormal(turned!.data as Float32Array, dimension, generator)
    }
    return {
      parameters: {
        weight: floats(
          found.map((value) => value * scale),
          [outputs, dimension],
        ),
        bias: floats(new Float32Array(outputs), [outputs]),
      },
      buffers: {},
    }
  } finally {
    await session.close()
  }
}

const mostRows = 2000
const rounds = 8

/** Gram and Schmidt, each row twice, in float64. A row that lies in the span of those before, or is zeros, is drawn anew. */
function orthonormal(rows: Float32Array, dimension: number, { normal }: Random): Float32Array {
  const made: Float64Array[] = []
  for (let start = 0; start < rows.length; start += dimension) {
    let row = Float64Array.from(rows.subarray(start, start + dimension))
    while (!freed(row, made)) row = Float64Array.from({ length: dimension }, normal)
    made.push(row)
  }
  return Float32Array.from(made.flatMap((row) => [...row]))
}

/** Takes from a row what lies along the others and brings it to length 1, in place; false where next to nothing remains. */
function freed(row: Float64Array, others: readonly Float64Array[]): boolean {
  const before = lengthOf(row)
  for (let pass = 0; pass < 2; pass++)
    for (const other of others) {
      let along = 0
      for (let j = 0; j < row.length; j++) along += row[j]! * other[j]!
      for (let j = 0; j < row.length; j++) row[j]! -= along * other[j]!
    }
  const length = lengthOf(row)
  if (!(length > 1e-6 * before)) return false
  for (let j = 0; j < row.length; j++) row[j]! /= length
  return true
}

function lengthOf(row: Float32Array | Float64Array): number {
  let sum = 0
  for (const value of row) sum += value * value
  return Math.sqrt(sum)
}
