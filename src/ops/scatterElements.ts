import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { axisOf, sameShape } from '../tensor/shape.ts'
import type { Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor, Tensor, Tensor], Ops> = {
  onnx: 'ScatterElements',
  attributes: { axis: 'int', reduction: 'string' },
  infer: ([data, indices, updates]) => {
    demand(sameShape(indices.shape, updates.shape) && indices.shape.length === data.shape.length, {
      who: 'ScatterElements',
      rule: `indices and updates must have one shape, with as many axes as [${data.shape}]`,
      value: `[${indices.shape}] and [${updates.shape}]`,
    })
    return [{ dtype: data.dtype, shape: data.shape }]
  },
  vjp: (g, [, indices], { gatherElements, scatterElements, zerosLike }, { attributes }) => {
    const axis = attributes.axis as number
    const updates = gatherElements(g, indices, axis)
    const kept = scatterElements(g, indices, zerosLike(updates), { axis, reduction: 'none' })
    return [attributes.reduction === 'add' ? g : kept, null, updates]
  },
}

export interface ScatterOptions {
  readonly axis: number
  /** Whether repeated indices add up ('add') or must not occur ('none'). */
  readonly reduction: 'none' | 'add'
}

/** `data` with each update put (or added) at its int64 index along the axis, on the other axes at its own place. */
export const scatterElements = (
  data: Tensor,
  indices: Tensor,
  updates: Tensor,
  { axis, reduction }: ScatterOptions,
): Tensor =>
  apply(operator, [data, indices, updates], { axis: axisOf(axis, data.shape.length, 'ScatterElements'), reduction })
