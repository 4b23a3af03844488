import { cosines, l2Normalize, mul, reduceSum } from '../ops/index.ts'
import type { SimilarityMeasure } from './measure.ts'
import { similarities } from './measure.ts'
import { negatedGram } from './negatedGram.ts'
import { products } from './products.ts'

/** Cosine similarity.  s(x, y) = x·y / (|x| |y|), between -1 and 1. */
export function cosine(): SimilarityMeasure {
  return {
    name: 'cosine',
    kind: 'similarity',
    prepare: l2Normalize,
    matrix: (x, y) => similarities(products(x, y)),
    across: (x, y) => similarities(cosines(x, y)),
    between: (x, y) => similarities(reduceSum(mul(x, y), { axes: [-1] })),
    order: negatedGram,
    matrixOrders: true,
  }
}
