import { describe, expect, it } from 'vitest'
import { grad } from '../../autodiff/grad.ts'
import { evaluate } from '../../runtime/evaluate.ts'
import { floats } from '../../tensor/array.ts'
import { input } from '../../tensor/tensor.ts'
import { mul } from '../mul.ts'
import { reduceSum } from '../reduceSum.ts'
import { l2Normalize } from './l2Normalize.ts'

/** Rows normalised, and the gradient of sum(y · weights). */
async function normalized(rows: readonly number[], weights: readonly number[], shape: readonly number[]) {
  const [x, w] = [input('x', 'float32', shape), input('w', 'float32', shape)]
  const y = l2Normalize(x)
  const [dx] = grad(reduceSum(mul(y, w)), [x])
  const result = await evaluate({ y, dx: dx! }, { x: floats(rows, shape), w: floats(weights, shape) })
  const numbers = ({ data }: { data: ArrayLike<number | bigint> }) => Array.from(data, (v) => Number(v) + 0)
  return { y: numbers(result.y), dx: numbers(result.dx) }
}

describe('l2Normalize', () => {
  it('brings each row to length 1', async () => {
    const { y } = await normalized([3, 4, 0, -2], [0, 0, 0, 0], [2, 2])
    ;[0.6, 0.8, 0, -1].forEach((v, i) => {
      expect(y[i]).toBeCloseTo(v, 6)
    })
  })

  it('passes on what of the gradient is across the row, over its length', async () => {
    // Row [3, 4]: g = [1, 0], sum(g y) = 0.6, so (g - 0.6 y) / 5 = [0.64, -0.48] / 5. Row [0, 2]: g is along it.
    const { dx } = await normalized([3, 4, 0, 2], [1, 0, 0, 7], [2, 2])
    ;[0.128, -0.096, 0, 0].forEach((v, i) => {
      expect(dx[i]).toBeCloseTo(v, 6)
    })
  })

  it('leaves a row of zeros alone: zeros, with gradient 0', async () => {
    expect(await normalized([0, 0, 0], [1, -2, 3], [1, 3])).toEqual({ y: [0, 0, 0], dx: [0, 0, 0] })
  })

  it('brings very short and very long rows to length 1 as well', async () => {
    const { y, dx } = await normalized([3e-10, 4e-10, 3e15, 4e15], [1, 0, 1, 0], [2, 2])
    ;[0.6, 0.8, 0.6, 0.8].forEach((v, i) => {
      expect(y[i]).toBeCloseTo(v, 5)
    })
    expect(dx.every(Number.isFinite)).toBe(true)
  })

  it('normalises the last axis of any rank', async () => {
    const { y } = await normalized([3, 4, 6, 8], [0, 0, 0, 0], [2, 1, 2])
    ;[0.6, 0.8, 0.6, 0.8].forEach((v, i) => {
      expect(y[i]).toBeCloseTo(v, 6)
    })
  })
})
