import { describe, expect, it } from 'vitest'
import { methodNames } from './methodNames.ts'
import { settingsOf } from './settings.ts'

const settings = (given: object) => settingsOf({ dataset: 'mnist:', ...given })

describe('methodNames', () => {
  it('factors out what all methods share', () => {
    expect(methodNames([settings({ positives: 'all' }), settings({ positives: 'easiest', seed: 3 })])).toEqual({
      shared: 'triplet loss, semihard negatives',
      short: ['all positives', 'easiest positives'],
      full: ['triplet · all positives · semihard negatives', 'triplet · easiest positives · semihard negatives'],
    })
  })

  it('names the whole of a single method', () => {
    const { shared, short } = methodNames([settings({ loss: 'margin' })])
    expect([shared, ...short]).toEqual(['', 'margin loss, easiest positives, distance-weighted negatives'])
  })

  it('tells methods apart by whatever else differs', () => {
    const { short } = methodNames([settings({ rate: 0.01 }), settings({ clip: 2 })])
    expect(short).toEqual(['rate 0.01, clip default', 'rate 0.001, clip 2'])
  })
})
