import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { matrix } from './compose/matrix.ts'
import { compute } from './compute.testing.ts'
import { pow } from './pow.ts'
import { reduceSum } from './reduceSum.ts'

describe('pow', () => {
  it('has gradients at 0 where they exist, for exponents 0 and above', async () => {
    const [a, b] = [matrix([0, 0, 2], [3]), matrix([0, 2, 0], [3])]
    const [da, db] = grad(reduceSum(pow(a, b)), [a, b])
    expect(await compute(da!)).toEqual([[3], 0, 0, 0])
    expect(await compute(db!)).toEqual([[3], 0, 0, expect.closeTo(Math.LN2, 5)])
  })
})
