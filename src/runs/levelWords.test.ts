import { describe, expect, it } from 'vitest'
import { levelWords } from './levelWords.ts'

describe('levelWords', () => {
  it.each([
    ['digit', 'digit', 'digits'],
    ['parity', 'parity', 'parities'],
    ['class', 'class', 'classes'],
    ['fine', 'fine class', 'fine classes'],
    ['level2', 'level2 class', 'level2 classes'],
    ['day', 'day', 'days'],
  ])('%s: one %s, many %s', (level, one, many) => {
    expect(levelWords(level)).toEqual({ one, many })
  })
})
