import type { Tensor } from '../../tensor/tensor.ts'
import { and } from '../and.ts'
import { cast } from '../cast.ts'
import { composed } from '../composed.ts'
import { greater } from '../greater.ts'
import { less } from '../less.ts'
import { mul } from '../mul.ts'

/** `g` where low < y < high, 0 elsewhere: how a gradient passes a rectifier. `high` may be Infinity. */
export function within(g: Tensor, y: Tensor, low: number, high: number): Tensor {
  const above = greater(y, low)
  const inside = high === Number.POSITIVE_INFINITY ? above : and(above, less(y, high))
  return composed('Within', mul(g, cast(inside, 'float32')), [g, y], { low, high })
}
