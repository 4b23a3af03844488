import { neg } from '../ops/index.ts'
import type { DistanceMeasure, Distances, SimilarityMeasure } from './measure.ts'
import { distances } from './measure.ts'

/** A measure seen as a distance: itself, or a similarity with its sign turned around. It lets a loss whose formula is
 *  stated in distances take either; a threshold t of that formula becomes `threshold(t)`, -t for a similarity. */
export interface Closeness {
  readonly name: string
  readonly prepare: DistanceMeasure['prepare']
  readonly matrix: DistanceMeasure['matrix']
  readonly between: DistanceMeasure['between']
  readonly order: DistanceMeasure['order']
  readonly threshold: (t: number) => number
}

/** Distances as they are, similarities with their sign turned around. */
export function closeness(measure: DistanceMeasure | SimilarityMeasure): Closeness {
  const { name, prepare, order } = measure
  if (isDistance(measure)) return { ...measure, threshold: (t) => t }
  const turned = (s: ReturnType<SimilarityMeasure['matrix']>): Distances => distances(neg(s))
  return {
    name,
    prepare,
    order,
    matrix: (x) => turned(measure.matrix(x)),
    between: (x, y) => turned(measure.between(x, y)),
    threshold: (t) => -t,
  }
}

const isDistance = (measure: DistanceMeasure | SimilarityMeasure): measure is DistanceMeasure =>
  measure.kind === 'distance'
