import { describe, expect, it } from 'vitest'
import { NearkinError } from '../errors.ts'
import { count, demandOptions, fraction, notNegative, positive, share } from './demandOptions.ts'

describe('demandOptions', () => {
  it('lets through what the rule allows, bounds included where they belong', () => {
    demandOptions('x', positive, { a: 1e-30 })
    demandOptions('x', notNegative, { a: 0 })
    demandOptions('x', fraction, { a: 0, b: 0.999 })
    demandOptions('x', share, { a: 0, b: 1 })
    demandOptions('x', count, { a: 1, b: 1000 })
  })

  it('names the caller, the option and its value', () => {
    const said = (f: () => void): string => {
      try {
        f()
      } catch (e) {
        if (e instanceof NearkinError) return e.message
      }
      return 'nothing'
    }
    expect(said(() => demandOptions('adam', fraction, { b1: 0.9, b2: 1 }))).toBe('adam: b2 must lie in [0, 1), got 1')
    expect(said(() => demandOptions('sgd', notNegative, { momentum: -0.5 }))).toBe(
      'sgd: momentum must not be negative, got -0.5',
    )
    expect(said(() => demandOptions('step', count, { every: 1.5 }))).toBe(
      'step: every must be a whole number of at least 1, got 1.5',
    )
  })

  it('refuses NaN and infinity under every rule', () => {
    for (const rule of [positive, notNegative, fraction, share, count])
      for (const x of [Number.NaN, Number.POSITIVE_INFINITY])
        expect(() => demandOptions('x', rule, { a: x })).toThrow(NearkinError)
  })
})
