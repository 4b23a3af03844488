import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { adagrad } from './adagrad.ts'
import { follow } from './follow.testing.ts'

describe('adagrad', () => {
  it('divides by the root of all squares so far', async () => {
    const path = await follow(adagrad(), [1], [[3], [4], [0]], 0.1)
    expect(path[0]![0]).toBeCloseTo(0.9, 6)
    expect(path[1]![0]).toBeCloseTo(0.9 - 0.1 * 0.8, 6)
    expect(path[2]![0]).toBeCloseTo(0.82, 6)
  })

  it('lets the rate fall from the second step on', () => {
    const { scalars } = adagrad({ rateDecay: 0.5 })
    expect([1, 2, 3].map((step) => scalars(step, 0.6).a)).toEqual([0.6, 0.6 / 1.5, 0.3])
  })

  it('begins the sum of squares where it is told', async () => {
    expect(adagrad({ initial: 16 }).init(floats([1, 1]))).toEqual({ s: floats([16, 16]) })
    const [p] = await follow(adagrad({ initial: 16 }), [1], [[3]], 0.1)
    expect(p![0]).toBeCloseTo(1 - (0.1 * 3) / 5, 6)
  })

  it('adds the gradient of the L2 penalty', async () => {
    const [p] = await follow(adagrad({ weightDecay: 0.1 }), [2], [[0]], 0.1)
    expect(p![0]).toBeCloseTo(1.9, 6)
  })

  it('leaves a parameter where it is that never had a gradient', async () => {
    expect(await follow(adagrad(), [1.5], [[0]], 0.1)).toEqual([[1.5]])
  })

  it('refuses bad options by name and value', () => {
    expect(() => adagrad({ rateDecay: -1 })).toThrow('adagrad: rateDecay must not be negative, got -1')
    expect(() => adagrad({ initial: -1 })).toThrow('adagrad: initial must not be negative, got -1')
    expect(() => adagrad({ eps: -1 })).toThrow('adagrad: eps must not be negative, got -1')
    expect(() => adagrad({ weightDecay: -1 })).toThrow('adagrad: weightDecay must not be negative, got -1')
    expect(() => adagrad().scalars(0, 0.1)).toThrow('adagrad: step must be a whole number of at least 1, got 0')
  })
})
