import { l2Normalize, mul, reduceSum } from '../ops/index.ts'
import type { MeasureOptions, SimilarityMeasure } from './measure.ts'
import { similarities } from './measure.ts'
import { negatedGram } from './negatedGram.ts'
import { products } from './products.ts'

/** Dot product.  s(x, y) = x·y, of rows as they are unless told otherwise. */
export function dot({ normalize = false }: MeasureOptions = {}): SimilarityMeasure {
  return {
    name: 'dot',
    kind: 'similarity',
    prepare: normalize ? l2Normalize : (x) => x,
    matrix: (x, y) => similarities(products(x, y)),
    between: (x, y) => similarities(reduceSum(mul(x, y), { axes: [-1] })),
    order: negatedGram,
    matrixOrders: true,
  }
}
