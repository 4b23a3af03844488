import { describe, expect, it } from 'vitest'
import { demandStep } from './demandStep.ts'

describe('demandStep', () => {
  it('lets through steps from 1 on and rates from 0 on', () => {
    demandStep('x', 1, 0)
    demandStep('x', 1e6, 10)
  })

  it('refuses a step that counts from 0, and a rate that is no number', () => {
    expect(() => demandStep('x', 0, 1)).toThrow('x: step must be a whole number of at least 1, got 0')
    expect(() => demandStep('x', 1, Number.NaN)).toThrow('x: rate must not be negative, got NaN')
  })
})
