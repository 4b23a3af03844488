import type { LossRow } from '../translations/translation.ts'
import type { Matrix } from './numbers.ts'
import { cosine, numbers, slopes, tensor } from './numbers.ts'

/** Manifold similarity (Aziere, Todorovic 2019) in the form of pytorch-metric-learning.
 *
 *  Rows e of N samples, then of K proxies.  S_ij = exp(max(0, cos(e_i, e_j)) / 0.5), S_ii = 0;  D_i = sum_j S_ij
 *  F = (1 - alpha) (I - alpha A)^-1,  A_ij = S_ij / sqrt(D_i D_j)
 *  l(f, i) = ln(1 + sum over j != y_i with v_ij >= 0 of e^v_ij),  v_ij = f_ij - f_i,y_i + margin,  j over proxies
 *  L = 1 / N sum_i l(F_i,N+j, i) + lambdaC 1 / N sum_i l(cos(F_i, F_N+j), i)
 *
 *  There the proxy y_i of a sample is drawn at random, unless it is given in the place of the index tuples: the labels of
 *  a row are these. The loss jumps where a v passes 0: inputs are drawn again until none is near. */
export function rows(): LossRow[] {
  return [
    row({ labels: [0, 1, 2, 0, 1, 2, 2], proxies: 3, dimension: 4 }),
    row({ labels: [3, 0, 1, 1, 2], proxies: 4, dimension: 3, args: { alpha: 0.5, margin: 0.01, lambdaC: 0.3 } }),
    row({ labels: [0, 1, 1, 0], proxies: 2, dimension: 5, args: { lambdaC: 0 } }),
    row({ labels: [1, 0, 2, 1, 2, 0], proxies: 3, dimension: 3, args: { alpha: 0.95, lambdaC: 2 } }),
    row({ labels: [0, 0], proxies: 1, dimension: 2 }),
  ]
}

interface Case {
  readonly labels: readonly number[]
  readonly proxies: number
  readonly dimension: number
  readonly args?: Record<string, number>
}

/** Nearer to 0 than this no v may be. */
const clearance = 5e-5

function row({ labels, proxies: count, dimension, args = {} }: Case): LossRow {
  for (let seed = 1; ; seed++) {
    const x = numbers(seed, labels.length, dimension)
    const proxies = numbers(seed + 1000, count, dimension)
    if (loss(x, proxies, labels, args).closest < clearance) continue
    const value = (a: Matrix, b: Matrix): number => loss(a, b, labels, args).value
    return {
      loss: 'ManifoldLoss',
      args: { l: dimension, K: count, ...args },
      embeddings: tensor(x),
      labels,
      params: { proxies: tensor(proxies) },
      value: value(x, proxies),
      grad: tensor(slopes((at) => value(at, proxies), x)),
      param_grads: { proxies: tensor(slopes((at) => value(x, at), proxies)) },
    }
  }
}

function loss(x: Matrix, proxies: Matrix, labels: readonly number[], args: Record<string, number>) {
  const { lambdaC = 1, alpha = 0.8, margin = 5e-4 } = args
  const e = [...x, ...proxies]
  const size = x.length
  const s = e.map((a, i) => e.map((b, j) => (i === j ? 0 : Math.exp(Math.max(0, cosine(a, b)) / 0.5))))
  const d = s.map((row) => row.reduce((sum, v) => sum + v, 0))
  const system = s.map((row, i) => row.map((v, j) => (i === j ? 1 : 0) - (alpha * v) / Math.sqrt(d[i]! * d[j]!)))
  const f = inverse(system).map((row) => row.map((v) => (1 - alpha) * v))
  let closest = Number.POSITIVE_INFINITY
  const mean = (of: (i: number, j: number) => number): number => {
    let total = 0
    for (const [i, y] of labels.entries()) {
      let sum = 1
      for (let j = 0; j < proxies.length; j++) {
        if (j === y) continue
        const v = of(i, j) - of(i, y) + margin
        closest = Math.min(closest, Math.abs(v))
        if (v >= 0) sum += Math.exp(v)
      }
      total += Math.log(sum)
    }
    return total / size
  }
  const intrinsic = mean((i, j) => f[i]![size + j]!)
  const context = mean((i, j) => cosine(f[i]!, f[size + j]!))
  return { value: intrinsic + lambdaC * context, closest }
}

/** Gauss and Jordan, with the largest of the column as pivot. */
function inverse(matrix: Matrix): number[][] {
  const size = matrix.length
  const work = matrix.map((row, i) => [...row, ...row.map((_, j) => (i === j ? 1 : 0))])
  for (let k = 0; k < size; k++) {
    let pivot = k
    for (let i = k + 1; i < size; i++) if (Math.abs(work[i]![k]!) > Math.abs(work[pivot]![k]!)) pivot = i
    const top = work[pivot]!
    work[pivot] = work[k]!
    const scaled = top.map((v) => v / top[k]!)
    work[k] = scaled
    for (let i = 0; i < size; i++) {
      const factor = work[i]![k]!
      if (i !== k) work[i] = work[i]!.map((v, j) => v - factor * scaled[j]!)
    }
  }
  return work.map((row) => row.slice(size))
}
