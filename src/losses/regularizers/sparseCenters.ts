import { demand } from '../../errors.ts'
import { l2Normalize, matMul, mul, reduceSum, reshape, safeSqrt, sub, transposed } from '../../ops/index.ts'
import { floats } from '../../tensor/array.ts'
import { fixed } from '../../tensor/shape.ts'
import { constant } from '../../tensor/tensor.ts'
import type { Regularizer } from './regularizer.ts'

export interface SparseCentersOptions {
  /** Number of classes C. */
  readonly classes: number
  /** How many centers K each class has, at least 2. */
  readonly centers: number
}

/** The centers of a class shall come together, so that few different ones are left (Qian et al. 2019, SoftTriple Loss,
 *  eq. 9). Two centers that coincide have gradient 0.
 *  R = sum over classes and pairs of their centers of |w_s - w_t| / (C K (K - 1)), of directions w: sqrt(2 - 2 w_s·w_t)
 *  The rows are the centers of class after class, [C K, D]. */
export function sparseCenters({ classes, centers }: SparseCentersOptions): Regularizer {
  demand(Number.isSafeInteger(classes) && classes >= 1, {
    who: 'sparseCenters',
    rule: 'classes must be a whole number of at least 1',
    value: classes,
  })
  demand(Number.isSafeInteger(centers) && centers >= 2, {
    who: 'sparseCenters',
    rule: 'a class must have at least 2 centers, or there is no pair',
    value: centers,
  })
  const pairs = Array.from({ length: centers * centers }, (_, i) => (Math.floor(i / centers) < i % centers ? 1 : 0))
  const upper = pairs.map((pair) => pair / (classes * centers * (centers - 1)))
  return {
    name: 'sparse-centers',
    of: (rows) => {
      const [count, dimension] = fixed(rows.shape, 'sparseCenters') as [number, number]
      demand(count === classes * centers, {
        who: 'sparseCenters',
        rule: `${classes} classes of ${centers} centers have ${classes * centers} rows`,
        value: count,
        remedy: 'give the classes and centers of the loss',
      })
      const w = reshape(l2Normalize(rows), [classes, centers, dimension])
      const distances = safeSqrt(sub(2, mul(matMul(w, transposed(w)), 2)))
      return reduceSum(mul(distances, constant(floats(upper, [centers, centers]))))
    },
  }
}
