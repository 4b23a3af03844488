import { describe, expect, it } from 'vitest'
import { floats, ints } from '../tensor/array.ts'
import { averaged, demandDecay, withAverages } from './averages.ts'
import type { State } from './state.ts'

const state = (weight: readonly number[], mean: number, others: State = {}): State => ({
  'network.weight': floats(weight),
  'network.frozen': frozen,
  'loss.beta': floats([weight[0]!]),
  'buffer.mean': floats([mean]),
  'memory.labels': ints([1]),
  'optimizer.network.weight.m': floats(weight),
  ...others,
})
const frozen = floats([7])

describe('an average of weights', () => {
  it('follows the networks’ weights and running statistics, from their value before they first changed', () => {
    const [zero, one] = [state([0, 10], 1), state([1, 20], 2)]
    const first = averaged(zero, one, 0.999, 1)
    // d = (1 + 1) / (10 + 1)
    const d = 2 / 11
    expect(first['ema.network.weight']).toEqual(floats([1 - d, 10 * d + 20 * (1 - d)]))
    expect(first['ema.buffer.mean']).toEqual(floats([d + 2 * (1 - d)]))
    expect(Object.keys(first).filter((name) => name.startsWith('ema.'))).toEqual([
      'ema.network.weight',
      'ema.buffer.mean',
    ])
  })

  it('has a decay that grows to what it is given', () => {
    const before = state([0, 0], 0, { 'ema.network.weight': floats([0, 0]), 'ema.buffer.mean': floats([0]) })
    const of = (step: number): number =>
      averaged(before, { ...before, ...state([1, 1], 0) }, 0.9, step)['ema.network.weight']!.data[0] as number
    expect(of(1)).toBeCloseTo(9 / 11, 6)
    expect(of(70)).toBeCloseTo(9 / 80, 6)
    expect(of(80)).toBeCloseTo(0.1, 6)
    expect(of(1_000_000)).toBeCloseTo(0.1, 6)
  })

  it('goes on towards a weight that has become frozen, and changes no array that it was given', () => {
    const held = floats([0, 0])
    const still = state([1, 1], 0, { 'ema.network.weight': held })
    expect(averaged(still, still, 0.5, 100)['ema.network.weight']).toEqual(floats([0.5, 0.5]))
    expect(held).toEqual(floats([0, 0]))
  })

  it('stands in the place of the weights where these are judged and exported', () => {
    const both = withAverages(state([1, 1], 0, { 'ema.network.weight': floats([3, 4]) }))
    expect(both['network.weight']).toEqual(floats([3, 4]))
    expect(both['network.frozen']).toBe(frozen)
    expect(both['buffer.mean']).toEqual(floats([0]))
  })

  it.each([1, -0.1, Number.NaN])('refuses a decay of %d', (decay) => {
    expect(() => demandDecay(decay)).toThrow(
      `ema: the decay must lie in [0, 1), got ${decay}; 0.999 or 0.9999 are usual`,
    )
  })
})
