import type { LossRow } from '../translations/translation.ts'
import type { Matrix } from './numbers.ts'
import { numbers, slopes, tensor } from './numbers.ts'

/** VICReg (Bardes, Ponce, LeCun 2022, eqs. 1-6), with the divisors of the authors' published code.
 *
 *  L = lambda s(Z, Z') + mu (v(Z) + v(Z')) / 2 + nu (c(Z) + c(Z'))
 *  s = 1 / (N D) sum_i sum_d (z_id - z'_id)²
 *  v = 1 / D sum_d max(0, 1 - sqrt(C_dd + eps))
 *  c = 1 / D sum_{d != e} C_de²,  C = 1 / (N - 1) sum_i (z_i - mean)(z_i - mean)ᵀ
 *
 *  Z' are the references of a row; where it has none, Z itself. The labels mean nothing. */
export function rows(): LossRow[] {
  return [
    row({ seed: 1, size: 6, dimension: 4, scale: 1 }),
    row({ seed: 2, size: 5, dimension: 8, scale: 0.2 }),
    row({ seed: 3, size: 9, dimension: 3, scale: 4 }),
    row({ seed: 4, size: 2, dimension: 2, scale: 1 }),
    row({ seed: 5, size: 7, dimension: 3, scale: 1, alone: true }),
    row({
      seed: 6,
      size: 6,
      dimension: 3,
      scale: 1,
      args: { invariance_lambda: 2, variance_mu: 3, covariance_v: 5, eps: 0.01 },
    }),
  ]
}

interface Case {
  readonly seed: number
  readonly size: number
  readonly dimension: number
  readonly scale: number
  readonly alone?: boolean
  readonly args?: Record<string, number>
}

function row({ seed, size, dimension, scale, alone = false, args = {} }: Case): LossRow {
  const z = numbers(seed, size, dimension, scale)
  const other = numbers(seed + 100, size, dimension, scale)
  const value = (a: Matrix, b: Matrix): number => loss(a, b, args)
  return {
    loss: 'VICRegLoss',
    args,
    embeddings: tensor(z),
    labels: z.map(() => 0),
    ...(alone ? {} : { references: tensor(other), references_grad: tensor(slopes((at) => value(z, at), other)) }),
    value: value(z, alone ? z : other),
    grad: tensor(slopes((at) => value(at, alone ? at : other), z)),
  }
}

function loss(z: Matrix, other: Matrix, args: Record<string, number>): number {
  const { invariance_lambda: lambda = 25, variance_mu: mu = 25, covariance_v: nu = 1, eps = 1e-4 } = args
  const [size, dimension] = [z.length, z[0]!.length]
  let s = 0
  for (let i = 0; i < size; i++) for (let d = 0; d < dimension; d++) s += (z[i]![d]! - other[i]![d]!) ** 2
  let total = (lambda * s) / (size * dimension)
  for (const view of [z, other]) {
    const covariances = covariance(view)
    for (let d = 0; d < dimension; d++) {
      total += ((mu / 2) * Math.max(0, 1 - Math.sqrt(covariances[d]![d]! + eps))) / dimension
      for (let e = 0; e < dimension; e++) if (e !== d) total += (nu * covariances[d]![e]! ** 2) / dimension
    }
  }
  return total
}

function covariance(view: Matrix): number[][] {
  const [size, dimension] = [view.length, view[0]!.length]
  const mean = Array.from({ length: dimension }, (_, d) => view.reduce((sum, row) => sum + row[d]!, 0) / size)
  return mean.map((_, d) =>
    mean.map((_, e) => {
      let sum = 0
      for (const row of view) sum += (row[d]! - mean[d]!) * (row[e]! - mean[e]!)
      return sum / (size - 1)
    }),
  )
}
