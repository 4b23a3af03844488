import { grad } from '../../autodiff/grad.ts'
import { evaluate } from '../../runtime/evaluate.ts'
import { floats } from '../../tensor/array.ts'
import { input } from '../../tensor/tensor.ts'
import type { Regularizer } from './regularizer.ts'

/** Four rows, of which pytorch-metric-learning's regularizers said what the tests expect, to six digits. */
export const rows: readonly (readonly number[])[] = [
  [3, -4, 1],
  [1, 2, 2],
  [-2, 0.5, 1],
  [0.5, 1, -3],
]

/** What a regularizer says of rows, and the gradient of each number. */
export async function saidBy(regularizer: Regularizer, of: readonly (readonly number[])[] = rows) {
  const shape = [of.length, of[0]!.length]
  const x = input('x', 'float32', shape)
  const value = regularizer.of(x)
  const [gradient] = grad(value, [x])
  const found = await evaluate({ value, gradient: gradient! }, { x: floats(of.flat(), shape) })
  return { value: found.value.data[0] as number, gradient: Array.from(found.gradient.data as Float32Array) }
}
