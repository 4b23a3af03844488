import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { adam } from './adam.ts'
import { follow } from './follow.testing.ts'

/** Algorithm 1 of the paper, letter by letter, in float64. */
function paper(p: number, gradients: readonly number[], rate: number, b1: number, b2: number, eps: number): number[] {
  let [m, v] = [0, 0]
  return gradients.map((g, i) => {
    const t = i + 1
    m = b1 * m + (1 - b1) * g
    v = b2 * v + (1 - b2) * g * g
    p -= (rate * (m / (1 - b1 ** t))) / (Math.sqrt(v / (1 - b2 ** t)) + eps)
    return p
  })
}

describe('adam', () => {
  it('takes a first step of the rate, whatever the size of the gradient', async () => {
    const [p] = await follow(adam(), [1, 1, 1], [[1e-3, -4, 1e6]], 0.01)
    expect(p![0]).toBeCloseTo(0.99, 5)
    expect(p![1]).toBeCloseTo(1.01, 6)
    expect(p![2]).toBeCloseTo(0.99, 6)
  })

  it.each([
    [0.9, 0.999, 1e-8],
    [0.5, 0.9, 1e-3],
    [0, 0, 1],
  ])('follows the paper with b1 %d, b2 %d, eps %d over 200 steps', async (b1, b2, eps) => {
    const gradients = Array.from({ length: 200 }, (_, i) => Math.sin(i) * 10 ** ((i % 7) - 3))
    const expected = paper(0.5, gradients, 0.01, b1, b2, eps)
    const path = await follow(
      adam({ b1, b2, eps }),
      [0.5],
      gradients.map((g) => [g]),
      0.01,
    )
    expect(Math.max(...path.map(([p], i) => Math.abs(p! - expected[i]!)))).toBeLessThan(5e-6)
  })

  it('follows the paper as well far into training, where the bias corrections have gone', () => {
    const { a, e } = adam().scalars(1_000_000, 1e-3)
    expect(a).toBeCloseTo((1e-3 * 0.1) / Math.sqrt(0.001), 12)
    expect(e).toBeCloseTo(1e-8 / Math.sqrt(0.001), 12)
  })

  it('adds the gradient of the L2 penalty before the moments', async () => {
    const [p] = await follow(adam({ weightDecay: 0.1 }), [2], [[0]], 0.01)
    expect(p![0]).toBeCloseTo(1.99, 6)
  })

  it('leaves a parameter where it is that never had a gradient', async () => {
    expect(await follow(adam(), [1.5], [[0], [0]], 0.1)).toEqual([[1.5], [1.5]])
  })

  it('keeps two moments of the parameter’s shape, from zero', () => {
    const zeros = floats([0, 0, 0, 0], [2, 2])
    expect(adam().init(floats([1, 2, 3, 4], [2, 2]))).toEqual({ m: zeros, v: zeros })
  })

  it('refuses bad options by name and value', () => {
    expect(() => adam({ b1: 1 })).toThrow('adam: b1 must lie in [0, 1), got 1')
    expect(() => adam({ b2: -0.1 })).toThrow('adam: b2 must lie in [0, 1), got -0.1')
    expect(() => adam({ eps: -1 })).toThrow('adam: eps must not be negative, got -1')
    expect(() => adam({ weightDecay: -1 })).toThrow('adam: weightDecay must not be negative, got -1')
    expect(() => adam().scalars(0, 0.1)).toThrow('adam: step must be a whole number of at least 1, got 0')
    expect(() => adam().scalars(1, Number.NaN)).toThrow('adam: rate must not be negative, got NaN')
  })
})
