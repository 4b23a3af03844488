import { describe, expect, it } from 'vitest'
import { methodNames } from './methodNames.ts'
import { settingsOf } from './settings.ts'

const settings = (given: object) => settingsOf({ dataset: 'mnist:', ...given })

describe('methodNames', () => {
  it('factors out what all methods share', () => {
    expect(methodNames([settings({ positives: 'all' }), settings({ positives: 'easiest', seed: 3 })])).toEqual({
      shared: 'triplet loss, semihard negatives',
      parts: '',
      short: ['all positives', 'easiest positives'],
      full: ['triplet · all positives · semihard negatives', 'triplet · easiest positives · semihard negatives'],
    })
  })

  it('says once what the parts are, and leaves out negatives that come with the loss', () => {
    const { shared, parts, short, full } = methodNames([settings({ positives: 'all' }), settings({ loss: 'margin' })])
    expect({ shared, parts, short }).toEqual({
      shared: '',
      parts: 'loss, positives',
      short: ['triplet, all', 'margin, easiest'],
    })
    expect(full[1]).toBe('margin · easiest positives · distance-weighted negatives')
  })

  it('names negatives that were chosen', () => {
    const { parts, short } = methodNames([settings({ negatives: 'all' }), settings({ negatives: 'hardest', clip: 2 })])
    expect([parts, ...short]).toEqual(['negatives, clip', 'all, default', 'hardest, 2'])
  })

  it('names the whole of a single method', () => {
    const { shared, parts, short } = methodNames([settings({ loss: 'margin' })])
    expect([shared, parts, ...short]).toEqual(['', '', 'margin loss, easiest positives, distance-weighted negatives'])
  })

  it('says nothing of rules where the loss has no choice of them', () => {
    const { short, full } = methodNames([settings({ loss: 'arc-face' }), settings({ positives: 'all' })])
    expect(short).toEqual(['arc-face', 'triplet, all'])
    expect(full[0]).toBe('arc-face')
  })

  it('tells methods apart by whatever else differs', () => {
    const { short, full } = methodNames([settings({ rate: 0.01 }), settings({ clip: 2 })])
    expect(short).toEqual(['0.01, default', '0.001, 2'])
    expect(full[0]).toBe('triplet · easiest positives · semihard negatives · rate 0.01 · clip default')
  })
})
