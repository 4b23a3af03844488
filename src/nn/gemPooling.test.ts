import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { gemPooling } from './gemPooling.ts'
import type { Layer } from './layer.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

const pooled = async (p: number, numbers: readonly number[]): Promise<number[]> =>
  Array.from((await run(gemPooling(), { p: floats([p]) }, floats(numbers, [1, 1, 1, numbers.length]))).y.data, Number)

describe('gemPooling', () => {
  it('is the mean of powers, and its root', async () => {
    expect((await pooled(2, [1, 7]))[0]).toBeCloseTo(5, 5) // sqrt((1 + 49) / 2)
    expect((await pooled(1, [1, 2, 6]))[0]).toBeCloseTo(3, 5)
  })

  it('holds for powers that float32 does not', async () => {
    expect((await pooled(200, [1, 2, 5]))[0]).toBeCloseTo(5 / 3 ** (1 / 200), 3)
    expect((await pooled(10, [0, 0]))[0]! / 1e-6).toBeCloseTo(1, 3)
  })

  it('raises what is not positive to epsilon', async () => {
    expect((await pooled(1, [-5, 0, 6]))[0]).toBeCloseTo(2, 5)
    expect((await pooled(3, [-1, -2]))[0]! / 1e-6).toBeCloseTo(1, 3)
  })

  it('keeps images and channels apart, for a batch of any size', async () => {
    const x = floats([1, 1, 2, 2, 3, 3, 4, 4], [2, 2, 1, 2])
    const { y } = await run(gemPooling(), { p: floats([3]) }, x, 'evaluation', ['N', 2, 1, 2])
    expect([y.shape, rounded(y)]).toEqual([
      [2, 2],
      [1, 2, 3, 4],
    ])
  })

  it('has the gradients that finite differences give, that of p too', async () => {
    const positive: Layer = gemPooling({ p: 2.5 })
    const x = apart([2, 2, 2, 3])
    const moved = floats(
      Array.from(x.data, Number).map((v) => v + 2.5),
      x.shape,
    )
    expect(await gradientError(positive, moved)).toBeLessThan(2e-3)
  })

  it('begins at p = 3, and refuses a p or an epsilon that is not positive', () => {
    expect(gemPooling().init(random(1)).parameters).toEqual({ p: floats([3]) })
    expect(() => gemPooling({ p: 0 })).toThrow('gemPooling: p must be greater than 0, got 0')
    expect(() => gemPooling({ epsilon: -1 })).toThrow('gemPooling: epsilon must be greater than 0, got -1')
    expect(() => gemPooling().apply({}, input('x', 'float32', [2, 3]), 'training')).toThrow(
      'must be float32 [N, C, H, W]',
    )
  })
})
