import { expectedLoss } from './expectedLoss.ts'
import type { Population } from './population.ts'
import type { Setup } from './setup.ts'
import type { TupleLoss } from './tupleLoss.ts'
import { reachOf } from './tupleLoss.ts'

/** The exact expectation of a setup's loss at the two configurations that the theory compares, by the number of tuples that
 *  the true labels make. A learned beta is the margin there, where collapse has the lowest loss that there is.
 *  collapsed: every class on one point, all classes equally far from one another. In that distance the loss is piecewise
 *    linear, so its kinks are looked at, and the lowest is taken.
 *  spread: every mode on one point, none nearer to another than the loss's reach: as `spreadDistances` places them. */
export function configurationLosses(
  setup: Pick<Setup, 'population' | 'loss' | 'learnBeta' | 'positives' | 'dimension' | 'squared'>,
  noise: number,
): { readonly collapsed: number; readonly spread: number } {
  const { population, positives, dimension, squared } = setup
  const loss: TupleLoss =
    setup.learnBeta && setup.loss.name === 'margin' ? { ...setup.loss, beta: setup.loss.margin } : setup.loss
  const { classOf, classes, modeOf } = population
  const reach = reachOf(loss)
  const at = (distances: Float64Array): number => expectedLoss({ distances, classOf, classes, noise, loss, positives })
  const collapsed = (apart: number): number => at(amongSamples(population, classOf, (a, b) => (a === b ? 0 : apart)))
  const kinks = [0, reach, ...(loss.name === 'margin' ? [Math.max(loss.beta - loss.margin, 0)] : [])]
  const between = spreadDistances(classes * population.modes, dimension)
  return {
    collapsed: Math.min(...kinks.map(collapsed)),
    spread: at(amongSamples(population, modeOf, (a, b) => reach * between(a, b) ** (squared ? 2 : 1))),
  }
}

/** How far points are from one another that are at least 1 apart, and not much more: all exactly 1 where the dimension has
 *  room for as many (count - 1), else the corners of a regular polygon of side 1 in the order of the points, or, on a
 *  line, one after another. */
export function spreadDistances(count: number, dimension: number): (a: number, b: number) => number {
  if (dimension >= count - 1) return (a, b) => (a === b ? 0 : 1)
  if (dimension === 1) return (a, b) => Math.abs(a - b)
  return (a, b) => Math.abs(Math.sin((Math.PI * (a - b)) / count)) / Math.sin(Math.PI / count)
}

function amongSamples(
  { size }: Population,
  placeOf: Int32Array,
  between: (a: number, b: number) => number,
): Float64Array {
  return Float64Array.from({ length: size * size }, (_, at) =>
    between(placeOf[Math.floor(at / size)]!, placeOf[at % size]!),
  )
}
