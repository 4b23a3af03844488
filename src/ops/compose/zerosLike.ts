import { fixed } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { scalar } from '../../tensor/tensor.ts'
import { expand } from '../expand.ts'

/** Zeros of the type and shape of `x`. */
export const zerosLike = (x: Tensor): Tensor => expand(scalar(0, x.dtype), fixed(x.shape, 'zerosLike'))
