import type { Tensor } from '../../tensor/tensor.ts'
import { relu } from '../relu.ts'
import { sqrt } from '../sqrt.ts'
import { withGradient } from '../withGradient.ts'

/** Square root of max(x, 0) whose gradient at 0 is 0 rather than infinite: the distance of a point to itself. */
export function safeSqrt(x: Tensor): Tensor {
  const y = sqrt(relu(x))
  // At y = 0 the product with the condition makes 0 of a quotient that is large, and finite.
  return withGradient(y, [x], (g, { cast, div, greater, max, mul }) => [
    mul(div(g, max(mul(y, 2), 1e-12)), cast(greater(y, 0), 'float32')),
  ])
}
