import type { LossRow } from '../translations/translation.ts'
import type { Matrix } from './numbers.ts'
import { cosine, numbers, slopes, tensor, transposed } from './numbers.ts'

/** P2SGrad (Zhang et al. 2019, eq. 11), as the loss that has its gradient.
 *
 *  L = 1 / (N C) sum_i sum_j (cos(x_i, w_j) - [j = y_i])²
 *
 *  The columns w_j of the weight are brought to length 1 inside the loss, so that their gradient has no part along them:
 *  pytorch-metric-learning does that before the loss, and its gradient keeps that part. Weights here have other lengths
 *  than 1 in the second row. */
export function rows(): LossRow[] {
  return [
    row({ seed: 1, labels: [0, 1, 2, 2, 1, 0], classes: 3, dimension: 4, length: 1 }),
    row({ seed: 2, labels: [4, 0, 0, 2, 2, 2, 2], classes: 5, dimension: 3, length: 0.3 }),
    row({ seed: 3, labels: [0, 0], classes: 1, dimension: 2, length: 1 }),
  ]
}

interface Case {
  readonly seed: number
  readonly labels: readonly number[]
  readonly classes: number
  readonly dimension: number
  readonly length: number
}

function row({ seed, labels, classes, dimension, length }: Case): LossRow {
  const x = numbers(seed, labels.length, dimension)
  const w = numbers(seed + 100, classes, dimension).map((one) => {
    const long = Math.sqrt(one.reduce((sum, v) => sum + v * v, 0))
    return one.map((v) => Math.fround((v / long) * length))
  })
  return {
    loss: 'P2SGradLoss',
    args: { descriptors_dim: dimension, num_classes: classes },
    embeddings: tensor(x),
    labels,
    params: { weight: tensor(transposed(w)) },
    value: loss(x, w, labels),
    grad: tensor(slopes((at) => loss(at, w, labels), x)),
    param_grads: { weight: tensor(transposed(slopes((at) => loss(x, at, labels), w))) },
  }
}

function loss(x: Matrix, w: Matrix, labels: readonly number[]): number {
  let sum = 0
  for (const [i, y] of labels.entries())
    for (let j = 0; j < w.length; j++) sum += (cosine(x[i]!, w[j]!) - (j === y ? 1 : 0)) ** 2
  return sum / (labels.length * w.length)
}
