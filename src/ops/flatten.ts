import { demand, fail } from '../errors.ts'
import { productOfDims } from '../tensor/dim.ts'
import type { Operator } from '../tensor/operator.ts'
import type { Dim, Shape, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly [Tensor], Ops> = {
  onnx: 'Flatten',
  attributes: { axis: 'int' },
  infer: ([x], { axis }) => {
    const at = (axis as number) < 0 ? (axis as number) + x.shape.length : (axis as number)
    return [{ dtype: x.dtype, shape: [product(x.shape.slice(0, at)), product(x.shape.slice(at))] }]
  },
  vjp: (g, [x], { reshape }) => [reshape(g, x.shape)],
}

/** A matrix: the axes before `axis` become its rows, the others its columns. */
export function flatten(x: Tensor, axis = 1): Tensor {
  const rank = x.shape.length
  demand(Number.isInteger(axis) && axis >= -rank && axis <= rank, {
    who: 'Flatten',
    rule: `an axis of a rank-${rank} tensor lies in [${-rank}, ${rank}]`,
    value: axis,
  })
  return apply(operator, [x], { axis })
}

function product(shape: Shape): Dim {
  return (
    productOfDims(shape) ??
    fail({ who: 'Flatten', rule: 'at most one of the dimensions that become one may be symbolic', value: `[${shape}]` })
  )
}
