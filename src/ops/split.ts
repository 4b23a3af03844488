import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { axisOf, fixedDim } from '../tensor/shape.ts'
import type { Dim, Tensor } from '../tensor/tensor.ts'
import { applyAll } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

const operator = (lengths: readonly number[]): Operator<readonly [Tensor, Tensor], Ops> => ({
  onnx: 'Split',
  attributes: { axis: 'int' },
  infer: ([x], { axis }) =>
    lengths.map((length) => ({ dtype: x.dtype, shape: x.shape.map((d, i): Dim => (i === axis ? length : d)) })),
  vjp: (_, __, { concat, zerosLike }, { outputs, gradients, attributes }) => [
    concat(
      outputs.map((part, i) => gradients[i] ?? zerosLike(part)),
      attributes.axis as number,
    ),
    null,
  ],
})

/** A tensor cut along an axis into parts of the given lengths. */
export function split(x: Tensor, lengths: readonly number[], axis: number): readonly Tensor[] {
  const along = axisOf(axis, x.shape.length, 'Split')
  const length = fixedDim(x, along, 'Split')
  demand(lengths.reduce((a, b) => a + b, 0) === length, {
    who: 'Split',
    rule: `the parts must add up to ${length}`,
    value: lengths,
  })
  return applyAll(operator(lengths), [x, wholes(lengths)], { axis: along })
}
