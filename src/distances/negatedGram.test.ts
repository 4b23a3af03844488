import { expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { reduceSum } from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { negatedGram } from './negatedGram.ts'

it('negated products of all rows, through which no gradient flows', async () => {
  const x = input('x', 'float32', [2, 2])
  const order = negatedGram(x)
  const [gradient] = grad(reduceSum(order), [x])
  const found = await evaluate({ order, gradient: gradient! }, { x: floats([1, 2, 3, -1], [2, 2]) })
  expect([...found.order.data]).toEqual([-5, -1, -1, -10])
  expect([...found.gradient.data]).toEqual([0, 0, 0, 0])
})
