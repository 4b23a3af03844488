import { describe, expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { reduceSum } from '../ops/reduceSum.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { relu6 } from './relu6.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('relu6', () => {
  it('holds numbers between 0 and 6', async () => {
    expect(rounded((await run(relu6(), {}, floats([-1, 0, 2.5, 6, 7]))).y)).toEqual([0, 0, 2.5, 6, 6])
  })

  it('has the gradient that finite differences give, and none at the ends, as in PyTorch', async () => {
    expect(await gradientError(relu6(), apart([3, 4]))).toBeLessThan(1e-3)
    const x = input('x', 'float32', [5])
    const y = reduceSum(relu6().apply({}, x, 'training').y)
    const { dx } = await evaluate({ dx: grad(y, [x])[0]! }, { x: floats([-1, 0, 3, 6, 7]) })
    expect([...dx.data]).toEqual([0, 0, 1, 0, 0])
  })
})
