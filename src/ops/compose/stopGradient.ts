import type { Tensor } from '../../tensor/tensor.ts'
import { withGradient } from '../withGradient.ts'

/** `x` as a constant for the gradient: nothing flows back through it. */
export const stopGradient = (x: Tensor): Tensor => withGradient(x, [], () => [])
