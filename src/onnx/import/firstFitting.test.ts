import { describe, expect, it } from 'vitest'
import { fail } from '../../errors.ts'
import { firstFitting } from './firstFitting.ts'

describe('firstFitting', () => {
  it('tries one choice after the other, the later ones first', () => {
    const tried: string[] = []
    const found = firstFitting((choose) => {
      const word = `${choose(2)}${choose(3)}`
      tried.push(word)
      return word === '11' ? word : fail({ who: word, rule: 'must be 11' })
    })
    expect(found).toBe('11')
    expect(tried).toEqual(['00', '01', '02', '10', '11'])
  })

  it('throws the first error where nothing fits, and any other at once', () => {
    expect(() => firstFitting((choose) => fail({ who: String(choose(3)), rule: 'never' }))).toThrow('0: never')
    let attempts = 0
    const broken = () =>
      firstFitting((choose) => {
        attempts += 1 + choose(2)
        throw new TypeError('broken')
      })
    expect(broken).toThrow(TypeError)
    expect(attempts).toBe(1)
  })
})
