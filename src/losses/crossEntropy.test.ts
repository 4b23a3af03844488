import { expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { mul, reduceSum } from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats, ints } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import { crossEntropy } from './crossEntropy.ts'

it('is the negative logarithm of the own share of e^z, with the shares less one-hot as gradient', async () => {
  const z = input('z', 'float32', [2, 3])
  const losses = crossEntropy(z, constant(ints([2, 0], [2, 1])))
  const [gradient] = grad(reduceSum(mul(losses, constant(floats([1, 10], [2, 1])))), [z])
  // The second row is far beyond where e^z is a number.
  const fed = floats([0, Math.log(2), Math.log(5), 0, 500, 0], [2, 3])
  const found = await evaluate({ losses, gradient: gradient! }, { z: fed })
  expect([...found.losses.data]).toEqual([Math.log(8 / 5), 500].map((x) => expect.closeTo(x, 5)))
  expect([...found.gradient.data]).toEqual([1 / 8, 2 / 8, -3 / 8, -10, 10, 0].map((x) => expect.closeTo(x, 5)))
})
