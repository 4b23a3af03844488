import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { matrix } from './compose/matrix.ts'
import { stopGradient } from './compose/stopGradient.ts'
import { compute } from './compute.testing.ts'
import { mul } from './mul.ts'
import { reduceSum } from './reduceSum.ts'
import { withGradient } from './withGradient.ts'

describe('withGradient', () => {
  const x = matrix([1, 2, 3], [3])

  it('is the value, with the gradient that is stated', async () => {
    const y = withGradient(mul(x, x), [x], (g) => [mul(g, 100)])
    expect(await compute(y)).toEqual([[3], 1, 4, 9])
    expect(await compute(grad(reduceSum(y), [x])[0]!)).toEqual([[3], 100, 100, 100])
  })

  it('adds to what flows by other ways', async () => {
    const y = withGradient(mul(x, x), [x], (g) => [mul(g, 100)])
    expect(await compute(grad(reduceSum(mul(y, x)), [x])[0]!)).toEqual([[3], 101, 204, 309])
  })

  it('refuses a rule that gives too few gradients', () => {
    const y = withGradient(mul(x, x), [x], () => [])
    expect(() => grad(reduceSum(y), [x])).toThrow(
      'gradient of withGradient: one gradient (or null) for each of 2 inputs',
    )
  })
})

describe('stopGradient', () => {
  it('holds a factor constant', async () => {
    const x = matrix([1, 2, 3], [3])
    expect(await compute(grad(reduceSum(mul(x, stopGradient(x))), [x])[0]!)).toEqual([[3], 1, 2, 3])
  })
})
