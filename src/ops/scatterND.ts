import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { fixedDim, sameShape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor, Tensor], Ops> = {
  onnx: 'ScatterND',
  attributes: { reduction: 'string' },
  infer: ([data, indices, updates]) => {
    const depth = fixedDim(indices, -1, 'ScatterND')
    const shape = [...indices.shape.slice(0, -1), ...data.shape.slice(depth)]
    demand(depth <= data.shape.length && sameShape(updates.shape, shape), {
      who: 'ScatterND',
      rule: `updates of [${data.shape}] at indices [${indices.shape}] must be [${shape}]`,
      value: `[${updates.shape}]`,
    })
    return [{ dtype: data.dtype, shape: data.shape }]
  },
  vjp: (g, [, indices], { gatherND, scatterND, zerosLike }, { attributes }) => {
    const updates = gatherND(g, indices)
    return [attributes.reduction === 'add' ? g : scatterND(g, indices, zerosLike(updates), 'none'), null, updates]
  },
}

/** `data` with `updates` put (or added) at int64 `indices`, whose last axis addresses the first axes of `data`.
 *  Repeated indices add up under 'add'; without it they must not repeat. */
export const scatterND = (data: Tensor, indices: Tensor, updates: Tensor, reduction: 'none' | 'add'): Tensor =>
  apply(operator, [data, indices, updates], { reduction })
