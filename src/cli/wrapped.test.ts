import { describe, expect, it } from 'vitest'
import { wrapped } from './wrapped.ts'

describe('wrapped', () => {
  it('breaks at spaces and indents what follows', () => {
    expect(wrapped('one two three four', { width: 9 })).toBe('one two\n  three\n  four')
  })

  it('leaves a short line, and a long word, as they are', () => {
    expect(wrapped('short')).toBe('short')
    expect(wrapped('a verylongword b', { width: 6 })).toBe('a\n  verylongword\n  b')
  })
})
