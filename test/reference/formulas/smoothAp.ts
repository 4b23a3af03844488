import type { LossRow } from '../translations/translation.ts'
import type { Matrix } from './numbers.ts'
import { cosine, numbers, slopes, tensor } from './numbers.ts'

/** Smooth-AP (Brown, Xie, Kalogeiton, Zisserman 2020).
 *
 *  s_aj = cos(x_a, x_j), σ(v) = 1 / (1 + e^(-v / temperature)); of anchor a, O are the samples that are ranked and P those
 *  of them that are of its class
 *
 *  R_a(p, X) = 1 + sum over j in X, j != p, of σ(s_aj - s_ap)
 *  AP_a = 1 / |P| sum over p in P of R_a(p, P) / R_a(p, O)
 *  L = mean of 1 - AP_a over the anchors that have another sample of their class
 *
 *  with_anchor (the default, as in the authors' code and in pytorch-metric-learning 2.9): O is the whole batch, so that a
 *  itself stands in O and in P; else O is all others. Both ask for classes of one size; pytorch-metric-learning's ranks
 *  P wrongly unless there are also as many classes as each has samples: the first two rows are such batches. */
export function rows(): LossRow[] {
  return [
    row({ seed: 1, labels: [0, 0, 0, 1, 1, 1, 2, 2, 2], dimension: 4 }),
    row({ seed: 2, labels: [5, 5, 3, 3], dimension: 3, args: { temperature: 0.1 } }),
    row({ seed: 3, labels: [0, 1, 2, 3, 0, 1, 2, 3], dimension: 4, args: { temperature: 0.05 } }),
    row({ seed: 4, labels: [0, 0, 0, 0, 1, 1, 2, 3, 3, 3], dimension: 4, args: { temperature: 0.1 } }),
    row({ seed: 5, labels: [0, 0, 0, 0, 1, 1, 2, 3, 3, 3], dimension: 4, args: { with_anchor: false } }),
    row({ seed: 6, labels: [2, 0, 1, 0, 1, 2], dimension: 2, args: { temperature: 0.3, with_anchor: false } }),
    row({ seed: 7, labels: [1, 1, 1], dimension: 3 }),
  ]
}

interface Case {
  readonly seed: number
  readonly labels: readonly number[]
  readonly dimension: number
  readonly args?: { readonly temperature?: number; readonly with_anchor?: boolean }
}

function row({ seed, labels, dimension, args = {} }: Case): LossRow {
  const x = numbers(seed, labels.length, dimension)
  return {
    loss: 'SmoothAPLoss',
    args,
    embeddings: tensor(x),
    labels,
    value: loss(x, labels, args),
    grad: tensor(slopes((at) => loss(at, labels, args), x, 1e-6)),
  }
}

function loss(x: Matrix, labels: readonly number[], args: Case['args'] = {}): number {
  const { temperature = 0.01, with_anchor = true } = args
  let sum = 0
  let anchors = 0
  for (let a = 0; a < x.length; a++) {
    if (!labels.some((label, j) => j !== a && label === labels[a])) continue
    const s = x.map((other) => cosine(x[a]!, other))
    const ranked = x.map((_, j) => j).filter((j) => with_anchor || j !== a)
    const positives = ranked.filter((j) => labels[j] === labels[a])
    let precision = 0
    for (const p of positives) {
      const rank = (among: readonly number[]): number => {
        let r = 1
        for (const j of among) if (j !== p) r += 1 / (1 + Math.exp(-(s[j]! - s[p]!) / temperature))
        return r
      }
      precision += rank(positives) / rank(ranked)
    }
    sum += 1 - precision / positives.length
    anchors++
  }
  return anchors === 0 ? 0 : sum / anchors
}
