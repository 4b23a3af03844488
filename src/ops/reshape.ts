import { demand } from '../errors.ts'
import { overDim, productOfDims } from '../tensor/dim.ts'
import type { Operator } from '../tensor/operator.ts'
import type { Dim, Shape, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

/** The same numbers in another shape. One dimension may be -1, what is left; one may be symbolic, a multiple of the symbol
 *  of `x`: [N, 12, 7] may become ['12*N', 7]. */
export function reshape(x: Tensor, shape: Shape): Tensor {
  const resolved = resolve(x.shape, shape)
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx: 'Reshape',
    infer: ([from]) => [{ dtype: from.dtype, shape: resolved }],
    vjp: (g, [from], { reshape }) => [reshape(g, from.shape), null],
  }
  return apply(operator, [x, wholes(resolved.map((d) => (typeof d === 'number' ? d : -1)))])
}

function resolve(from: Shape, to: Shape): Shape {
  const free = to.indexOf(-1)
  const total = productOfDims(from)
  const named = productOfDims(to.filter((d) => d !== -1))
  const left = total === undefined || named === undefined ? undefined : overDim(total, named)
  demand(left !== undefined && (free >= 0 || left === 1) && to.filter((d) => d === -1).length <= 1, {
    who: 'Reshape',
    rule: 'both shapes must hold as many numbers',
    value: `[${from}] to [${to}]`,
  })
  const shape = to.map((d, i): Dim => (i === free ? left : d))
  demand(shape.filter((d) => typeof d === 'string').length <= 1, {
    who: 'Reshape',
    rule: 'at most one dimension may be symbolic',
    value: `[${shape}]`,
  })
  return shape
}
