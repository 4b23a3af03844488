import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { axisOf, fixedDim } from '../tensor/shape.ts'
import type { Dim, Tensor } from '../tensor/tensor.ts'
import { apply } from '../tensor/tensor.ts'
import type { Ops } from './index.ts'

const operator: Operator<readonly Tensor[], Ops> = {
  onnx: 'Concat',
  attributes: { axis: 'int' },
  infer: (xs, { axis }) => {
    const [first] = xs
    for (const x of xs)
      demand(x.shape.length === first!.shape.length && x.shape.every((d, i) => i === axis || d === first!.shape[i]), {
        who: 'Concat',
        rule: `shapes must agree but for axis ${axis}`,
        value: xs.map((t) => `[${t.shape}]`).join(' '),
      })
    const length = xs.reduce((sum, x) => sum + fixedDim(x, axis as number, 'Concat'), 0)
    return [{ dtype: first!.dtype, shape: first!.shape.map((d, i): Dim => (i === axis ? length : d)) }]
  },
  vjp: (g, xs, { slice }, { attributes }) => {
    const axis = attributes.axis as number
    let end = 0
    return xs.map((x) => {
      const start = end
      end += fixedDim(x, axis, 'Concat')
      return slice(g, { starts: [start], ends: [end], axes: [axis] })
    })
  },
}

/** Tensors one after the other along an axis. */
export function concat(xs: readonly Tensor[], axis: number): Tensor {
  demand(xs.length > 0, { who: 'Concat', rule: 'at least one tensor is needed', value: xs.length })
  return apply(operator, xs, { axis: axisOf(axis, xs[0]!.shape.length, 'Concat') })
}
