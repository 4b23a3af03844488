import type { Tensor } from '../../tensor/tensor.ts'
import { cast } from '../cast.ts'
import { div } from '../div.ts'
import { equal } from '../equal.ts'
import { mul } from '../mul.ts'
import { reduceSum } from '../reduceSum.ts'

/** The gradient of an extreme value `y` of `x` over `axes`, in equal parts to all that attain it. */
export function amongTies(g: Tensor, x: Tensor, y: Tensor, axes: readonly number[]): Tensor {
  const attains = cast(equal(x, y), 'float32')
  return mul(attains, div(g, reduceSum(attains, { axes, keepdims: true })))
}
