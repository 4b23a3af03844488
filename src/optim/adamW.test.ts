import { describe, expect, it } from 'vitest'
import { adam } from './adam.ts'
import { adamW } from './adamW.ts'
import { follow } from './follow.testing.ts'

describe('adamW', () => {
  it('shrinks the parameter by itself, in proportion to the rate', async () => {
    const path = await follow(adamW({ weightDecay: 0.1 }), [2], [[0], [0]], [0.5, 0.25])
    expect(path[0]![0]).toBeCloseTo(2 * 0.95, 6)
    expect(path[1]![0]).toBeCloseTo(2 * 0.95 * 0.975, 6)
  })

  it('keeps the decay out of the moments', async () => {
    // At the first step Adam moves by the rate alone, so what is left is the shrinking.
    const [p] = await follow(adamW({ weightDecay: 0.1 }), [2], [[7]], 0.01)
    expect(p![0]).toBeCloseTo(2 * 0.999 - 0.01, 6)
  })

  it('is Adam where the decay is 0', async () => {
    const gradients = [[1], [-2], [0.5]]
    expect(await follow(adamW({ weightDecay: 0 }), [1], gradients, 0.1)).toEqual(
      await follow(adam(), [1], gradients, 0.1),
    )
  })

  it('refuses bad options by name and value', () => {
    expect(() => adamW({ b1: 1.5 })).toThrow('adamW: b1 must lie in [0, 1), got 1.5')
    expect(() => adamW({ weightDecay: -0.1 })).toThrow('adamW: weightDecay must not be negative, got -0.1')
    expect(() => adamW().scalars(1.5, 0.1)).toThrow('adamW: step must be a whole number of at least 1, got 1.5')
  })
})
