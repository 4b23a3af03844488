import { expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { mul, reduceSum } from '../ops/index.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats, ints } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import { gatherColumns } from './gatherColumns.ts'

it('entries of a matrix at columns of each row; gradients of an entry taken twice add up', async () => {
  const matrix = input('matrix', 'float32', [2, 3])
  const columns = constant(ints([0, 2, 2, 0, 1, 1, 1, 0], [2, 2, 2]))
  const taken = gatherColumns(matrix, columns)
  const weights = constant(floats([1, 2, 3, 4, 5, 6, 7, 8], [2, 2, 2]))
  const [gradient] = grad(reduceSum(mul(taken, weights)), [matrix])
  const found = await evaluate({ taken, gradient: gradient! }, { matrix: floats([10, 11, 12, 20, 21, 22], [2, 3]) })
  expect(found.taken.shape).toEqual([2, 2, 2])
  expect([...found.taken.data]).toEqual([10, 12, 12, 10, 21, 21, 21, 20])
  expect([...found.gradient.data]).toEqual([5, 0, 5, 8, 18, 0])
})
