import { describe, expect, it } from 'vitest'
import { closest } from './closest.ts'

describe('closest', () => {
  it('finds the choice that is a slip of the keyboard away', () => {
    expect(closest('trplet', ['triplet', 'margin', 'contrastive'])).toBe('triplet')
    expect(closest('Easyest', ['all', 'easiest', 'hardest'])).toBe('easiest')
    expect(closest('semi-hard', ['all', 'semihard'])).toBe('semihard')
  })

  it('suggests nothing where nothing is near', () => {
    expect(closest('arcface', ['triplet', 'margin'])).toBeUndefined()
    expect(closest('', ['all'])).toBeUndefined()
    expect(closest('all', [])).toBeUndefined()
  })
})
