import { describe, expect, it } from 'vitest'
import { holm } from './holm.ts'

describe('holm', () => {
  it('multiplies the smallest by all, the next by one less, and keeps the order given', () => {
    expect(holm([0.04, 0.01, 0.03])).toEqual([0.06, 0.03, 0.06])
  })

  it('lets none fall below one that is smaller, nor exceed 1', () => {
    // 0.01 * 4 = 0.04; 0.011 * 3 = 0.033, raised to 0.04; 0.9 * 2 and 0.95 * 1 are cut and raised.
    expect(holm([0.9, 0.011, 0.01, 0.95])).toEqual([1, 0.04, 0.04, 1])
  })

  it('leaves a single one as it is, and none alone', () => {
    expect(holm([0.2])).toEqual([0.2])
    expect(holm([])).toEqual([])
  })

  it('refuses what is no p-value', () => {
    expect(() => holm([0.5, Number.NaN])).toThrow('holm: p-values must lie between 0 and 1, got NaN')
    expect(() => holm([1.5])).toThrow('got 1.5')
  })
})
