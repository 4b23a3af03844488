/** @file The rules as loops over float64 numbers: what the graphs are checked against. */
import type { Rows } from '../distances/slow.testing.ts'
import { slowDistances } from '../distances/slow.testing.ts'

export const positiveNames = ['all', 'easiest', 'hardest', 'semihard'] as const
export const negativeNames = ['all', 'hardest', 'easiest', 'semihard', 'distanceWeighted'] as const
export type PositiveName = (typeof positiveNames)[number]
export type NegativeName = (typeof negativeNames)[number]

export interface SlowBatch {
  readonly embeddings: Rows
  readonly labels: readonly number[]
  /** Distances of the loss, smaller for closer. */
  readonly d: Rows
  readonly noise: Rows
}

export type Tuple = readonly [anchor: number, positive: number, negative: number]
export type Pair = readonly [anchor: number, other: number]

export interface SlowChoice {
  readonly tuples: Tuple[]
  readonly positivePairs: Pair[]
  readonly negativePairs: Pair[]
}

/** How near the numbers came to a decision that would have fallen otherwise: where this is not small, float32 decides as
 *  float64 does, and a small step changes no decision. */
export interface Decisions {
  closest: number
}

/** `a > b`, noted. */
export function above(a: number, b: number, decisions: Decisions): boolean {
  decisions.closest = Math.min(decisions.closest, Math.abs(a - b))
  return a > b
}

/** The pairs that two rules choose. Not for semihard on both sides. */
export function slowChoice(
  batch: SlowBatch,
  rules: { readonly positives: PositiveName; readonly negatives: NegativeName },
  decisions: Decisions,
): SlowChoice {
  const { d, labels } = batch
  const everyone = labels.map((_, i) => i)
  const first = (candidates: number[], worse: (i: number) => number): number[] => {
    const ordered = [...candidates].sort((i, j) => worse(i) - worse(j))
    if (ordered.length > 1) above(worse(ordered[0]!), worse(ordered[1]!), decisions)
    return ordered.slice(0, 1)
  }
  const choice: SlowChoice = { tuples: [], positivePairs: [], negativePairs: [] }
  for (const a of everyone) {
    const near = (i: number): number => d[a]![i]!
    const far = (i: number): number => -d[a]![i]!
    const same = everyone.filter((i) => i !== a && labels[i] === labels[a])
    const other = everyone.filter((i) => labels[i] !== labels[a])
    const chosen = {
      all: (from: number[]) => from,
      nearest: (from: number[]) => first(from, near),
      farthest: (from: number[]) => first(from, far),
    }
    const freePositive = { all: chosen.all, easiest: chosen.nearest, hardest: chosen.farthest }
    const freeNegative = {
      all: chosen.all,
      easiest: chosen.farthest,
      hardest: chosen.nearest,
      distanceWeighted: () => drawn(a, other, batch, decisions, first),
    }
    const before = choice.tuples.length
    if (rules.positives === 'semihard') {
      for (const n of freeNegative[rules.negatives as 'all'](other))
        for (const p of first(
          same.filter((i) => above(near(n), near(i), decisions)),
          far,
        ))
          choice.tuples.push([a, p, n])
    } else {
      for (const p of freePositive[rules.positives](same)) {
        const negatives =
          rules.negatives === 'semihard'
            ? first(
                other.filter((i) => above(near(i), near(p), decisions)),
                near,
              )
            : freeNegative[rules.negatives](other)
        for (const n of negatives) choice.tuples.push([a, p, n])
      }
    }
    // Where a side takes all its pairs, they count by themselves; so do the free choices of the other side then.
    const tuples = choice.tuples.slice(before)
    const apart = rules.positives === 'all' || rules.negatives === 'all'
    const positives =
      apart && rules.positives !== 'semihard' ? freePositive[rules.positives](same) : tuples.map(([, p]) => p)
    const negatives =
      apart && rules.negatives !== 'semihard' ? freeNegative[rules.negatives](other) : tuples.map(([, , n]) => n)
    for (const p of positives) choice.positivePairs.push([a, p])
    for (const n of negatives) choice.negativePairs.push([a, n])
  }
  return choice
}

/** Wu et al. 2017: weight 1 / q(d) inside the cutoffs, drawn by adding Gumbel noise to the log weights. */
function drawn(
  a: number,
  other: number[],
  { embeddings, noise }: SlowBatch,
  decisions: Decisions,
  first: (candidates: number[], worse: (i: number) => number) => number[],
): number[] {
  const unit = slowDistances('l2', [embeddings[a]!, ...embeddings])[0]!.slice(1)
  const inside = other.filter((i) => above(1.4, unit[i]!, decisions))
  const score = (i: number): number =>
    slowLogWeight(unit[i]!, embeddings[a]!.length) - Math.log(-Math.log(noise[a]![i]!))
  return first(inside, (i) => -score(i))
}

/** log 1/q(d) on the unit sphere of a dimension, d cut off at 0.5. */
export function slowLogWeight(d: number, dimension: number): number {
  const cut = Math.max(d, 0.5)
  return -(dimension - 2) * Math.log(cut) - ((dimension - 3) / 2) * Math.log(1 - cut ** 2 / 4)
}
