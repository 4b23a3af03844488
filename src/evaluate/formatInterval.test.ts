import { describe, expect, it } from 'vitest'
import { formatInterval } from './formatInterval.ts'

describe('formatInterval', () => {
  it('writes mean and half width with the same digits', () => {
    expect(formatInterval({ mean: 0.3612, half: 0.01199, n: 3 })).toBe('0.361 ± 0.012')
    expect(formatInterval({ mean: 12.34, half: 1.26, n: 3 }, { digits: 1 })).toBe('12.3 ± 1.3')
  })

  it('says that one run has no interval', () => {
    expect(formatInterval({ mean: 0.361, half: null, n: 1 })).toBe('0.361 (1 run)')
  })

  it('signs differences when asked, and never writes -0.000', () => {
    expect(formatInterval({ mean: 0.06, half: 0.01, n: 3 }, { signed: true })).toBe('+0.060 ± 0.010')
    expect(formatInterval({ mean: -0.06, half: 0.01, n: 3 }, { signed: true })).toBe('-0.060 ± 0.010')
    expect(formatInterval({ mean: -0.0001, half: 0.01, n: 3 }, { signed: true })).toBe('0.000 ± 0.010')
  })
})
