import { grad } from '../../autodiff/grad.ts'
import { evaluate } from '../../runtime/evaluate.ts'
import { bools, floats, ints } from '../../tensor/array.ts'
import { constant, input } from '../../tensor/tensor.ts'
import type { Reducer } from './reducer.ts'

/** What a reducer makes of losses, and the gradient of each. */
export async function reducedBy(
  reducer: Reducer,
  losses: readonly number[],
  valid: readonly number[],
  labels: readonly number[] = losses.map(() => 0),
) {
  const x = input('x', 'float32', [losses.length])
  const value = reducer(x, constant(bools(valid)), constant(ints(labels)))
  const [gradient] = grad(value, [x])
  const found = await evaluate({ value, gradient: gradient! }, { x: floats(losses) })
  return { value: found.value.data[0], gradient: Array.from(found.gradient.data as Float32Array) }
}
