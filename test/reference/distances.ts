import { grad } from '../../src/autodiff/grad.ts'
import { cosine } from '../../src/distances/cosine.ts'
import { dot } from '../../src/distances/dot.ts'
import { l1 } from '../../src/distances/l1.ts'
import { l2 } from '../../src/distances/l2.ts'
import type { DistanceMeasure, SimilarityMeasure } from '../../src/distances/measure.ts'
import { snr } from '../../src/distances/snr.ts'
import { squaredL2 } from '../../src/distances/squaredL2.ts'
import { mul, reduceSum } from '../../src/ops/index.ts'
import { evaluate } from '../../src/runtime/evaluate.ts'
import { floats } from '../../src/tensor/array.ts'
import { constant, input } from '../../src/tensor/tensor.ts'
import type { ReferenceTensor, Verdict } from './compare.ts'
import { difference, failed, numbersOf, passed, unsupported } from './compare.ts'

export interface DistanceRow {
  readonly distance: string
  readonly embeddings: ReferenceTensor
  readonly matrix: ReferenceTensor
  readonly weight: ReferenceTensor
  readonly grad: ReferenceTensor
}

/** Our measures by the names of the reference rows. */
export const measures: Readonly<Record<string, () => DistanceMeasure | SimilarityMeasure>> = {
  l2: () => l2(),
  raw_l2: () => l2({ normalize: false }),
  squared_l2: () => squaredL2(),
  raw_squared_l2: () => squaredL2({ normalize: false }),
  l1: () => l1(),
  raw_l1: () => l1({ normalize: false }),
  cosine: () => cosine(),
  dot: () => dot(),
  snr: () => snr(),
}

/** The matrix of a measure, and the gradient of (matrix * weight).sum(). */
export async function checkDistanceRow(row: DistanceRow): Promise<Verdict> {
  const measure = measures[row.distance]?.()
  if (!measure) return unsupported(row.distance)
  const x = input('x', 'float32', row.embeddings.shape)
  const matrix = measure.matrix(measure.prepare(x))
  const weight = constant(floats(numbersOf(row.weight), row.weight.shape))
  const [dx] = grad(reduceSum(mul(matrix, weight)), [x])
  const ours = await evaluate({ matrix, dx: dx! }, { x: floats(numbersOf(row.embeddings), row.embeddings.shape) })
  const wrong =
    difference('matrix', ours.matrix.data as Float32Array, numbersOf(row.matrix)) ??
    difference('gradient', ours.dx.data as Float32Array, numbersOf(row.grad))
  return wrong ? failed(wrong) : passed
}
