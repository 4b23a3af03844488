import { demand } from '../errors.ts'
import type { Operator } from '../tensor/operator.ts'
import { axisOf } from '../tensor/shape.ts'
import type { Dim, Tensor } from '../tensor/tensor.ts'
import { applyAll } from '../tensor/tensor.ts'
import { wholes } from './factories.ts'
import type { Ops } from './index.ts'

export interface TopKOptions {
  readonly k: number
  /** Default the last axis. */
  readonly axis?: number
  /** Whether the largest or the smallest are taken. Default true. */
  readonly largest?: boolean
}

/** The k largest (or smallest) along an axis, in order, and their int64 places. */
export function topK(x: Tensor, { k, axis = -1, largest = true }: TopKOptions): { values: Tensor; indices: Tensor } {
  const along = axisOf(axis, x.shape.length, 'TopK')
  const length = x.shape[along]!
  demand(Number.isInteger(k) && k >= 1 && (typeof length === 'string' || k <= length), {
    who: 'TopK',
    rule: `k must be a whole number from 1 to ${length}`,
    value: k,
  })
  const shape = x.shape.map((d, i): Dim => (i === along ? k : d))
  const operator: Operator<readonly [Tensor, Tensor], Ops> = {
    onnx: 'TopK',
    attributes: { axis: 'int', largest: 'int', sorted: 'int' },
    infer: ([from]) => [
      { dtype: from.dtype, shape },
      { dtype: 'int64', shape },
    ],
    vjp: (g, [from], { scatterElements, zerosLike }, { outputs }) => [
      scatterElements(zerosLike(from), outputs[1]!, g, { axis: along, reduction: 'add' }),
      null,
    ],
  }
  const [values, indices] = applyAll(operator, [x, wholes([k])], { axis: along, largest: largest ? 1 : 0, sorted: 1 })
  return { values: values!, indices: indices! }
}
