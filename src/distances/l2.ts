import { l2Normalize, reduceL2, safeSqrt, stopGradient, sub } from '../ops/index.ts'
import type { DistanceMeasure, MeasureOptions } from './measure.ts'
import { distances } from './measure.ts'
import { negatedGram } from './negatedGram.ts'
import { squaredChords, squaredDistances } from './squaredL2.ts'

/** Euclidean distance.  d(x, y) = |x - y|, of rows brought to length 1 unless told otherwise (then between 0 and 2). */
export function l2({ normalize = true }: MeasureOptions = {}): DistanceMeasure {
  return {
    name: normalize ? 'l2' : 'raw_l2',
    kind: 'distance',
    prepare: normalize ? l2Normalize : (x) => x,
    matrix: (x, y) => distances(safeSqrt(squaredDistances(x, y))),
    ...(normalize ? { across: (x, y) => distances(safeSqrt(squaredChords(x, y))) } : {}),
    between: (x, y) => distances(reduceL2(sub(x, y), { axes: [-1] })),
    order: normalize ? negatedGram : (x, y) => distances(stopGradient(squaredDistances(x, y))),
  }
}
