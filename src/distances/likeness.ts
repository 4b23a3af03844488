import { neg } from '../ops/index.ts'
import type { AnyMeasure, DistanceMeasure, Similarities, SimilarityMeasure } from './measure.ts'
import { similarities } from './measure.ts'

/** A measure seen as a similarity: itself, or a distance with its sign turned around. It lets a loss whose formula is
 *  stated in similarities take either; a threshold t of that formula becomes `threshold(t)`, -t for a distance. */
export interface Likeness extends SimilarityMeasure {
  readonly threshold: (t: number) => number
}

/** Similarities as they are, distances with their sign turned around. */
export function likeness(measure: AnyMeasure): Likeness {
  const { name, prepare, order } = measure
  if (measure.kind === 'similarity') return { ...(measure as SimilarityMeasure), threshold: (t) => t }
  const { matrix, between, across } = measure as DistanceMeasure
  const turned = (d: ReturnType<DistanceMeasure['matrix']>): Similarities => similarities(neg(d))
  return {
    name,
    kind: 'similarity',
    prepare,
    order,
    matrix: (x, y) => turned(matrix(x, y)),
    between: (x, y) => turned(between(x, y)),
    ...(across ? { across: (x, y) => turned(across(x, y)) } : {}),
    threshold: (t) => -t,
  }
}
