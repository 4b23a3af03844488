import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { maxPool } from './maxPool.ts'
import { reduceSum } from './reduceSum.ts'

describe('maxPool', () => {
  it('takes the largest of each window, the border being below all', async () => {
    const x = matrix([-1, -2, -3, -4], [1, 1, 2, 2])
    expect(await compute(maxPool(x, [2, 2], { pads: [1, 1, 1, 1] }))).toEqual([[1, 1, 2, 2], -1, -2, -3, -4])
  })

  it('sends the gradient to the first of equals, and adds up where windows overlap', async () => {
    const x = matrix([5, 5, 1, 7, 7], [1, 1, 1, 5])
    const y = reduceSum(maxPool(x, [1, 3], { strides: [1, 1] }))
    expect(await compute(grad(y, [x])[0]!)).toEqual([[1, 1, 1, 5], 1, 0, 0, 2, 0])
  })
})
