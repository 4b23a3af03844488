import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { follow } from './follow.testing.ts'
import { rmsProp } from './rmsProp.ts'

/** PyTorch's form, letter by letter, in float64. */
function textbook(p: number, gradients: readonly number[], rate: number, alpha: number, eps: number, momentum: number) {
  let [v, b] = [0, 0]
  return gradients.map((g) => {
    v = alpha * v + (1 - alpha) * g * g
    b = momentum * b + g / (Math.sqrt(v) + eps)
    p -= rate * b
    return p
  })
}

describe('rmsProp', () => {
  it.each([
    [0.99, 1e-8, 0],
    [0.9, 0.1, 0.5],
    [0, 1e-8, 0.9],
  ])('follows its formula with alpha %d, eps %d, momentum %d over 100 steps', async (alpha, eps, momentum) => {
    const gradients = Array.from({ length: 100 }, (_, i) => Math.cos(3 * i) * 10 ** ((i % 5) - 2))
    const expected = textbook(0.5, gradients, 0.001, alpha, eps, momentum)
    const path = await follow(
      rmsProp({ alpha, eps, momentum }),
      [0.5],
      gradients.map((g) => [g]),
      0.001,
    )
    expect(Math.max(...path.map(([p], i) => Math.abs(p! - expected[i]!)))).toBeLessThan(5e-6)
  })

  it('takes a first step of rate / sqrt(1 - alpha)', async () => {
    const [p] = await follow(rmsProp({ alpha: 0.75 }), [1], [[-3]], 0.01)
    expect(p![0]).toBeCloseTo(1.02, 6)
  })

  it('adds the gradient of the L2 penalty', async () => {
    const [p] = await follow(rmsProp({ alpha: 0.75, weightDecay: 0.1 }), [2], [[0]], 0.01)
    expect(p![0]).toBeCloseTo(1.98, 6)
  })

  it('leaves a parameter where it is that never had a gradient', async () => {
    expect(await follow(rmsProp({ momentum: 0.9 }), [1.5], [[0], [0]], 0.1)).toEqual([[1.5], [1.5]])
  })

  it('keeps a velocity only with momentum', () => {
    expect(Object.keys(rmsProp().init(floats([1])))).toEqual(['v'])
    expect(Object.keys(rmsProp({ momentum: 0.9 }).init(floats([1])))).toEqual(['v', 'b'])
  })

  it('refuses bad options by name and value', () => {
    expect(() => rmsProp({ alpha: 1 })).toThrow('rmsProp: alpha must lie in [0, 1), got 1')
    expect(() => rmsProp({ momentum: -1 })).toThrow('rmsProp: momentum must not be negative, got -1')
    expect(() => rmsProp({ eps: -1 })).toThrow('rmsProp: eps must not be negative, got -1')
    expect(() => rmsProp({ weightDecay: -1 })).toThrow('rmsProp: weightDecay must not be negative, got -1')
    expect(() => rmsProp().scalars(0, 0.1)).toThrow('rmsProp: step must be a whole number of at least 1, got 0')
  })
})
