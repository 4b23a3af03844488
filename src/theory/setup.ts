import type { Population } from './population.ts'
import type { TupleLoss } from './tupleLoss.ts'

/** What is minimised: a loss of free embeddings, which are the parameters themselves. */
export interface Setup {
  readonly population: Population
  /** Columns of an embedding. */
  readonly dimension: number
  /** Where embeddings may lie: anywhere, or on the unit sphere. */
  readonly space: 'plane' | 'sphere'
  /** All samples of a mode share one embedding: a network that cannot tell them apart. */
  readonly tied: boolean
  /** Distances are squared. */
  readonly squared: boolean
  readonly loss: TupleLoss
  /** Beta is a parameter too, one for all classes. Of the margin loss alone. */
  readonly learnBeta: boolean
  readonly positives: 'all' | 'easiest'
}

/** How many embeddings there are to move: one for each sample, or, tied, one for each mode. */
export const pointsOf = ({ population, tied }: Setup): number =>
  tied ? population.classes * population.modes : population.size

/** The embedding of every sample, [n, dimension], of the points that are moved. */
export function rowsOf({ population, dimension, tied }: Setup, points: Float32Array): Float32Array {
  if (!tied) return points
  return Float32Array.from(
    { length: population.size * dimension },
    (_, at) => points[population.modeOf[Math.floor(at / dimension)]! * dimension + (at % dimension)]!,
  )
}
