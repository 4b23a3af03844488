import { neg } from '../ops/index.ts'
import type { AnyMeasure, DistanceMeasure, Distances, SimilarityMeasure } from './measure.ts'
import { distances } from './measure.ts'

/** A measure seen as a distance: itself, or a similarity with its sign turned around. It lets a loss whose formula is
 *  stated in distances take either; a threshold t of that formula becomes `threshold(t)`, -t for a similarity. */
export interface Closeness extends DistanceMeasure {
  readonly threshold: (t: number) => number
}

/** Distances as they are, similarities with their sign turned around. */
export function closeness(measure: AnyMeasure): Closeness {
  const { name, prepare, order, matrixOrders = false } = measure
  if (measure.kind === 'distance') return { ...(measure as DistanceMeasure), threshold: (t) => t }
  const { matrix, between, across } = measure as SimilarityMeasure
  const turned = (s: ReturnType<SimilarityMeasure['matrix']>): Distances => distances(neg(s))
  return {
    name,
    kind: 'distance',
    prepare,
    order,
    matrixOrders,
    matrix: (x, y) => turned(matrix(x, y)),
    between: (x, y) => turned(between(x, y)),
    ...(across ? { across: (x, y) => turned(across(x, y)) } : {}),
    threshold: (t) => -t,
  }
}
