import { demand } from '../../errors.ts'
import { gather, meanWhere, mul, reshape } from '../../ops/index.ts'
import { floats } from '../../tensor/array.ts'
import { fixedDim } from '../../tensor/shape.ts'
import { constant } from '../../tensor/tensor.ts'
import type { Reducer } from './reducer.ts'

/** Mean over all that count of the loss times the weight of its anchor's class; 0 where none counts. Not divided by the
 *  weights: of twice the weights the loss is twice as large.
 *  @param weights one for each class, at its label: for as many as there are labels, which no graph can check */
export function classWeighted(weights: readonly number[]): Reducer {
  demand(weights.length > 0 && weights.every((w) => Number.isFinite(w) && w >= 0), {
    who: 'classWeighted',
    rule: 'every class must have a weight, a number of at least 0',
    value: weights.length > 0 ? weights.find((w) => !(Number.isFinite(w) && w >= 0)) : 'none',
  })
  const table = constant(floats(weights))
  return (losses, valid, labels) => {
    const rest = losses.shape.slice(1).map(() => 1)
    const own = reshape(gather(table, labels), [fixedDim(losses, 0, 'classWeighted'), ...rest])
    return meanWhere(mul(losses, own), valid)
  }
}
