import type { Tensor } from '../../tensor/tensor.ts'
import { relu } from '../relu.ts'
import { sqrt } from '../sqrt.ts'
import { withGradient } from '../withGradient.ts'

/** Square root of max(x, 0) whose gradient at 0 is 0 rather than infinite: the distance of a point to itself. */
export function safeSqrt(x: Tensor): Tensor {
  const y = sqrt(relu(x))
  return withGradient(y, [x], (g, { div, greater, mul, where }) => [where(greater(y, 0), div(mul(g, 0.5), y), 0)])
}
