import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { follow } from './follow.testing.ts'
import { sgd } from './sgd.ts'

const near = (path: number[][], expected: number[]): void =>
  path.forEach(([x], i) => {
    expect(x).toBeCloseTo(expected[i]!, 5)
  })

describe('sgd', () => {
  it('moves against the gradient by the rate', async () => {
    expect(await follow(sgd(), [1, 2], [[1, -2]], 0.5)).toEqual([[0.5, 3]])
  })

  it('keeps no state without momentum', () => {
    expect(sgd().init(floats([1, 2]))).toEqual({})
    expect(sgd({ momentum: 0.9 }).init(floats([1, 2]))).toEqual({ b: floats([0, 0]) })
  })

  it('begins its momentum with the first gradient itself', async () => {
    // b: 1, 0.5 + 1, 0.75 + 0
    near(await follow(sgd({ momentum: 0.5 }), [0], [[1], [1], [0]], 0.1), [-0.1, -0.25, -0.325])
  })

  it('looks ahead with Nesterov', async () => {
    // b: 1, 1.5; steps: 1 + 0.5, 1 + 0.75
    near(await follow(sgd({ momentum: 0.5, nesterov: true }), [0], [[1], [1]], 0.1), [-0.15, -0.325])
  })

  it('adds the gradient of the L2 penalty', async () => {
    near(await follow(sgd({ weightDecay: 0.1 }), [2], [[0], [0]], 0.5), [1.9, 1.805])
  })

  it('takes a new rate at every step, zero included', async () => {
    near(await follow(sgd(), [0], [[1], [1], [1]], [0.1, 0, 0.2]), [-0.1, -0.1, -0.3])
  })

  it('refuses bad options by name and value', () => {
    expect(() => sgd({ momentum: -0.1 })).toThrow('sgd: momentum must not be negative, got -0.1')
    expect(() => sgd({ weightDecay: Number.NaN })).toThrow('sgd: weightDecay must not be negative, got NaN')
    expect(() => sgd({ nesterov: true })).toThrow('sgd: nesterov needs a momentum above 0, got 0')
  })

  it('refuses a step that does not count from 1, and a bad rate', () => {
    expect(() => sgd().scalars(0, 0.1)).toThrow('sgd: step must be a whole number of at least 1, got 0')
    expect(() => sgd().scalars(1, -0.1)).toThrow('sgd: rate must not be negative, got -0.1')
  })
})
