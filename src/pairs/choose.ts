import type { Distances, Measure, Similarities } from '../distances/measure.ts'
import { negatedGram } from '../distances/negatedGram.ts'
import { fail } from '../errors.ts'
import { and, gather, l2Normalize, neg, reshape, stopGradient, unsqueeze } from '../ops/index.ts'
import { fixed, fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import type { Batch } from './batch.ts'
import { compact } from './compact.ts'
import { gatherColumns } from './gatherColumns.ts'
import { masks } from './masks.ts'
import type { Candidates, FreeNegativeRule, Opposite, Rules, Selection } from './rule.ts'

/** The pairs that the two rules of a loss chose in a batch, and how to measure them. */
export interface Choice<Values extends Distances | Similarities = Distances> {
  readonly positive: Selection
  readonly negative: Selection
  /** Whether both rules chose, neither taking all: an anchor then counts only with both its positive and negative. */
  readonly joint: boolean
  /** Distances or similarities of chosen pairs with their gradient, in the shape of the selection; [B, M] where it takes
   *  every column. */
  readonly measured: (selection: Selection) => Values
  /** The pairs of a selection by their columns: itself, or the at most `mostPositives` that hold in each row of one that
   *  takes every column, [B, K, 1]. */
  readonly listed: (selection: Selection) => Selection
  /** All pairs of one class and of different classes, bool [B, M], chosen or not. */
  readonly same: Tensor
  readonly other: Tensor
  /** The prepared embeddings [B, D], and what they are compared with [M, D]. */
  readonly x: Tensor
  readonly y: Tensor
  /** Of rows side by side. */
  readonly between: Measure<Values>['between']
  /** Of all pairs with their gradient, [B, M]. */
  readonly matrix: () => Values
  /** Of the references with one another, [M, M]. */
  readonly referenceMatrix: () => Values
}

/** Lets the two rules choose. The side that measures from the other chooses second. */
export function choose<Values extends Distances | Similarities>(
  batch: Batch,
  measure: Measure<Values>,
  rules: Rules,
): Choice<Values> {
  const x = measure.prepare(batch.embeddings)
  const others = batch.references ? measure.prepare(batch.references.embeddings) : undefined
  const y = others ?? x
  const [size, dimension] = fixed(x.shape, 'choose') as [number, number]
  const width = fixedDim(y, 0, 'choose')
  const { same, other } = masks(batch)
  const matrix = once(() => measure.matrix(x, others))
  const held = once(() => asDistances(measure, stopGradient(matrix())))
  const order = once(() => (measure.matrixOrders ? held() : measure.order(x, others)))
  const anchors = stopGradient(x)
  const list = (allowed: Tensor): Selection =>
    compact(allowed, batch.mostPositives ?? (batch.references ? width : size - 1))
  const everyPositive = once(() => list(same))
  const candidates = (allowed: Tensor, opposed: Tensor): Candidates => ({
    get order() {
      return order()
    },
    distances: held,
    cosines: () => neg(negatedGram(l2Normalize(batch.embeddings), others && l2Normalize(batch.references!.embeddings))),
    allowed,
    opposed,
    positives: everyPositive,
    anchors,
    references: others ? stopGradient(others) : anchors,
    dimension,
    noise: batch.noise ?? noNoise,
  })
  const opposite = (selection: Selection): Opposite => ({
    ...selection,
    order: selection.columns ? gatherColumns(order(), selection.columns) : unsqueeze(order(), [1]),
  })

  return {
    ...inTurn(),
    measured,
    listed: (selection) => (selection.columns ? selection : list(selection.valid)),
    same,
    other,
    x,
    y,
    between: measure.between,
    matrix,
    referenceMatrix: others ? once(() => measure.matrix(others)) : matrix,
  }

  function inTurn(): Pick<Choice, 'positive' | 'negative' | 'joint'> {
    if (rules.positives.bound) {
      const free = rules.negatives as FreeNegativeRule
      const negative = free.choose(candidates(other, same), undefined)
      const positive = rules.positives.choose(candidates(same, other), opposite(negative))
      return { positive: together(positive, negative), negative, joint: negative.columns !== null }
    }
    const positive = rules.positives.choose(candidates(same, other), undefined)
    if (!rules.negatives.bound) {
      const negative = rules.negatives.choose(candidates(other, same), undefined)
      return { positive, negative, joint: positive.columns !== null && negative.columns !== null }
    }
    const listed = positive.columns ? positive : positive.valid === same ? everyPositive() : list(positive.valid)
    const negative = rules.negatives.choose(candidates(other, same), opposite(listed))
    return { positive: listed, negative: together(negative, listed), joint: positive.columns !== null }
  }

  function measured({ columns }: Selection): Values {
    if (!columns) return matrix()
    const [, i, j] = fixed(columns.shape, 'choose') as [number, number, number]
    // One pair for each anchor is measured row against row: exact where they nearly coincide, which for the easiest
    // positive is the rule, and of memory B D. More of them are taken from the matrix.
    if (i * j > 1) return gatherColumns(matrix(), columns) as Values
    return reshape(measure.between(x, gather(y, reshape(columns, [size]))), [size, 1, 1]) as Tensor as Values
  }
}

/** A selection that was measured from another holds only where that one does. */
const together = (bound: Selection, free: Selection): Selection => ({
  columns: bound.columns,
  valid: and(bound.valid, free.columns ? free.valid : unsqueeze(free.valid, [1])),
})

const asDistances = ({ kind }: Measure<Distances | Similarities>, values: Tensor): Distances =>
  (kind === 'similarity' ? neg(values) : values) as Distances

function once<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const noNoise = (): never =>
  fail({ who: 'choose', rule: 'a rule that samples needs noise', remedy: 'give the batch a source of noise' })
