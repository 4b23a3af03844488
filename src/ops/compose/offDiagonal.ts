import { bools, ints } from '../../tensor/array.ts'
import { fixedDim } from '../../tensor/shape.ts'
import type { Tensor } from '../../tensor/tensor.ts'
import { constant } from '../../tensor/tensor.ts'
import { scatterElements } from '../scatterElements.ts'

/** A boolean matrix [B, M], M at least B, with false on its diagonal: pairs of a sample with itself. */
export function offDiagonal(condition: Tensor): Tensor {
  const size = fixedDim(condition, 0, 'offDiagonal')
  const own = constant(ints([...Array(size).keys()], [size, 1]))
  const nothing = constant(bools(new Uint8Array(size), [size, 1]))
  return scatterElements(condition, own, nothing, { axis: 1, reduction: 'none' })
}
