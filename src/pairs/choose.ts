import type { Closeness } from '../distances/closeness.ts'
import type { Distances } from '../distances/measure.ts'
import { negatedGram } from '../distances/negatedGram.ts'
import { fail } from '../errors.ts'
import { and, gather, l2Normalize, neg, reshape, unsqueeze } from '../ops/index.ts'
import { fixed } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Batch } from './batch.ts'
import { compact } from './compact.ts'
import { gatherColumns } from './gatherColumns.ts'
import { masks } from './masks.ts'
import type { Candidates, FreeNegativeRule, Rules, Selection } from './rule.ts'

/** The pairs that the two rules of a loss chose in a batch, and how to get their distances. */
export interface Choice {
  readonly positive: Selection
  readonly negative: Selection
  /** Whether both rules chose, neither taking all: an anchor then counts only with both its positive and negative. */
  readonly joint: boolean
  /** Distances of chosen pairs with their gradient, in the shape of the selection. */
  readonly distances: (selection: Selection) => Distances
  /** All at most K positives of every anchor, as a selection [B, K, 1]. */
  readonly everyPositive: () => Selection
  /** The prepared embeddings [B, D], and the distance of rows side by side. */
  readonly x: Tensor
  readonly between: Closeness['between']
  /** Distances of all pairs with their gradient, [B, B]. */
  readonly matrix: () => Distances
}

/** Lets the two rules choose. The side that measures from the other chooses second. */
export function choose(batch: Batch, measure: Closeness, rules: Rules): Choice {
  const x = measure.prepare(batch.embeddings)
  const [size, dimension] = fixed(x.shape, 'choose') as [number, number]
  const { same, other } = masks(batch.labels)
  const matrix = once(() => measure.matrix(x))
  const order = once(() => measure.order(x))
  const everyPositive = once(() => compact(same, batch.mostPositives ?? size - 1))
  const candidates = (allowed: Tensor): Candidates => ({
    get order() {
      return order()
    },
    cosines: () => neg(negatedGram(l2Normalize(batch.embeddings))),
    allowed,
    positives: everyPositive,
    dimension,
    noise: batch.noise ?? noNoise,
  })
  const orderOf = ({ columns }: Selection): Tensor =>
    columns ? gatherColumns(order(), columns) : unsqueeze(order(), [1])

  return { ...inTurn(), distances, everyPositive, x, between: measure.between, matrix }

  function inTurn(): Pick<Choice, 'positive' | 'negative' | 'joint'> {
    if (rules.positives.bound) {
      const free = rules.negatives as FreeNegativeRule
      const negative = free.choose(candidates(other), undefined)
      const positive = rules.positives.choose(candidates(same), orderOf(negative))
      return { positive: together(positive, negative), negative, joint: negative.columns !== null }
    }
    const positive = rules.positives.choose(candidates(same), undefined)
    if (!rules.negatives.bound) {
      const negative = rules.negatives.choose(candidates(other), undefined)
      return { positive, negative, joint: positive.columns !== null && negative.columns !== null }
    }
    const measured = positive.columns ? positive : everyPositive()
    const negative = rules.negatives.choose(candidates(other), orderOf(measured))
    return { positive: measured, negative: together(negative, measured), joint: positive.columns !== null }
  }

  function distances({ columns }: Selection): Distances {
    if (!columns) return matrix()
    const [, i, j] = fixed(columns.shape, 'distances') as [number, number, number]
    // One pair for each anchor is measured row against row: exact where they nearly coincide, which for the easiest
    // positive is the rule, and of memory B D. More of them are taken from the matrix.
    if (i * j > 1) return gatherColumns(matrix(), columns) as Distances
    return reshape(measure.between(x, gather(x, reshape(columns, [size]))), [size, 1, 1]) as Distances
  }
}

/** A selection that was measured from another holds only where that one does. */
const together = (bound: Selection, free: Selection): Selection => ({
  columns: bound.columns,
  valid: and(bound.valid, free.columns ? free.valid : unsqueeze(free.valid, [1])),
})

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const noNoise = (): never =>
  fail({ who: 'choose', rule: 'a rule that samples needs noise', remedy: 'give the batch a source of noise' })
