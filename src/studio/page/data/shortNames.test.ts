import { describe, expect, it } from 'vitest'
import { shortNames } from './shortNames.ts'

describe('short names', () => {
  it('leave out what all have in common', () => {
    expect(shortNames(['triplet, all, seed 0', 'triplet, easiest, seed 0'])).toEqual(['all', 'easiest'])
    expect(shortNames(['triplet, all, seed 0', 'margin, all, seed 1'])).toEqual(['triplet, seed 0', 'margin, seed 1'])
  })

  it('are the whole names where they have not the same number of parts, are equal, or stand alone', () => {
    for (const names of [['a, b', 'a'], ['a, b', 'a, b'], ['a, b'], [], ['a, ', 'a, b']])
      expect(shortNames(names)).toEqual(names)
  })
})
