import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { axisOf } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor], Ops> = {
  onnx: 'GatherElements',
  attributes: { axis: 'int' },
  infer: ([x, indices]) => {
    demand(x.shape.length === indices.shape.length, {
      who: 'GatherElements',
      rule: `the indices must have as many axes as [${x.shape}]`,
      value: `[${indices.shape}]`,
    })
    return [{ dtype: x.dtype, shape: indices.shape }]
  },
  vjp: (g, [x, indices], { scatterElements, zerosLike }, { attributes }) => [
    scatterElements(zerosLike(x), indices, g, { axis: attributes.axis as number, reduction: 'add' }),
    null,
  ],
}

/** One number for each int64 index: along the axis the index chooses, on the others the place is its own. */
export const gatherElements = (x: Tensor, indices: Tensor, axis: number): Tensor =>
  apply(operator, [x, indices], { axis: axisOf(axis, x.shape.length, 'GatherElements') })
