import type { Operator } from '../tensor/operator.ts'
import { fixedDim } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor], Ops> = {
  onnx: 'GatherND',
  infer: ([x, indices]) => {
    const depth = fixedDim(indices, -1, 'GatherND')
    return [{ dtype: x.dtype, shape: [...indices.shape.slice(0, -1), ...x.shape.slice(depth)] }]
  },
  vjp: (g, [x, indices], { scatterND, zerosLike }) => [scatterND(zerosLike(x), indices, g, 'add'), null],
}

/** Slices of `x` at int64 indices whose last axis addresses its first axes. */
export const gatherND = (x: Tensor, indices: Tensor): Tensor => apply(operator, [x, indices])
