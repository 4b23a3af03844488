/** @file Losses of the pairs of four anchors, of classes 0, 0, 1 and 2, and what a reducer makes of them. */
import { expect } from 'vitest'
import { grad } from '../../autodiff/grad.ts'
import { evaluate } from '../../runtime/evaluate.ts'
import { bools, floats, ints } from '../../tensor/array.ts'
import { constant, input } from '../../tensor/tensor.ts'
import type { Reducer } from './reducer.ts'

// Anchor 2 has no pair; what does not count is 9.
const losses = [9, 1, 2, 9, 0, 9, 4, 6, 9, 9, 9, 9, 0.5, 9, 3, 9]
const counts = losses.map((loss) => loss !== 9)

/** The value, and the gradients of the seven pairs that count, in order. Fails where any other has one. */
export async function pairsReducedBy(reducer: Reducer, valid: readonly boolean[] = counts) {
  const x = input('x', 'float32', [4, 4])
  const value = reducer(x, constant(bools(valid, [4, 4])), constant(ints([0, 0, 1, 2])))
  const [gradient] = grad(value, [x])
  const found = await evaluate({ value, gradient: gradient! }, { x: floats(losses, [4, 4]) })
  const slopes = Array.from(found.gradient.data as Float32Array)
  if (slopes.some((slope, i) => slope !== 0 && !valid[i]))
    throw new Error(`what does not count has a gradient: ${slopes}`)
  return { value: found.value.data[0] as number, gradient: slopes.filter((_, i) => counts[i]) }
}

export const noPairs = counts.map(() => false)

/** Numbers of pytorch-metric-learning, to six digits. */
export const near = (numbers: readonly number[]) => numbers.map((x) => expect.closeTo(x, 5))
