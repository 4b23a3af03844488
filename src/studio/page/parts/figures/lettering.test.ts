import { describe, expect, it } from 'vitest'
import { fitText, textWidth, wrapText } from './lettering.ts'

describe('lettering', () => {
  it('a text is as wide as its letters', () => {
    expect(textWidth('', 10)).toBe(0)
    expect(textWidth('aa', 10)).toBeCloseTo(12.2)
    expect(textWidth('牛乳', 10)).toBe(20)
  })

  it('fits a text into a width, and leaves alone what fits', () => {
    expect(fitText('aaaa', 25, 10)).toBe('aaaa')
    expect(fitText('aaaaaaaa', 25, 10)).toBe('aaa…')
    expect(fitText('aaaa', 0, 10)).toBe('…')
  })

  it('breaks lines between words, and cuts a word off that is too wide alone', () => {
    expect(wrapText('aa aa aa', 30, 10)).toEqual(['aa aa', 'aa'])
    expect(wrapText('a aaaaaaaaaa a', 25, 10)).toEqual(['a', 'aaa…', 'a'])
    expect(wrapText('  ', 30, 10)).toEqual([])
  })
})
