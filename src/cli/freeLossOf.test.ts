import { describe, expect, it } from 'vitest'
import { freeLossOf } from './freeLossOf.ts'

describe('a loss of nearkin collapse', () => {
  it('is read with its options, and has the usual ones without', () => {
    expect(freeLossOf('triplet')).toEqual({
      name: 'triplet',
      loss: { name: 'triplet', margin: 0.2 },
      learnBeta: false,
    })
    expect(freeLossOf('margin:beta=1:margin=0.3:learn-beta')).toEqual({
      name: 'margin:beta=1:margin=0.3:learn-beta',
      loss: { name: 'margin', margin: 0.3, beta: 1 },
      learnBeta: true,
    })
  })

  it.each([
    ['contrastive', /^--losses: must be one of triplet, margin, got 'contrastive'/],
    ['triplett', /did you mean triplet\?/],
    ['triplet:swap', /^--losses triplet: has no option 'swap'; it has margin/],
    ['margin:nu=0.1', /^--losses margin: has no option 'nu'; it has margin, beta, learn-beta/],
    ['triplet:margin=0', /^--losses triplet: margin must be a number above 0, got 0/],
    ['margin:beta=0.1', /^--losses margin: beta must be at least the margin: .*, got 'beta 0.1, margin 0.2'/],
  ])('%s is refused', (text, message) => {
    expect(() => freeLossOf(text)).toThrow(message)
  })
})
