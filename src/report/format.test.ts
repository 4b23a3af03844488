import { describe, expect, it } from 'vitest'
import { embedJson } from './embedJson.ts'
import { escapeHtml } from './escapeHtml.ts'
import { format } from './format.ts'
import { pairsOf } from './pairsOf.ts'
import { ticks } from './ticks.ts'

describe('format', () => {
  it('writes fixed decimals, a true minus, no minus zero, and an en dash for nothing', () => {
    expect([0.3614, -0.5, -0.0001, 12].map((x) => format(x))).toEqual(['0.361', '−0.500', '0.000', '12.000'])
    expect([Number.NaN, Number.POSITIVE_INFINITY, null, undefined].map((x) => format(x))).toEqual(['–', '–', '–', '–'])
    expect(format(1.234, 1)).toBe('1.2')
  })
})

describe('escapeHtml', () => {
  it('leaves nothing that could end text or a quoted attribute', () => {
    expect(escapeHtml(`<a href="x">'&\``)).toBe('&#60;a href=&#34;x&#34;&#62;&#39;&#38;&#96;')
  })
})

describe('embedJson', () => {
  it('cannot end its script element, and reads back the same', () => {
    const value = { a: '</script><!--\u2028', b: Number.NaN }
    expect(embedJson(value)).not.toMatch(/[<>\u2028]/)
    expect(JSON.parse(embedJson(value))).toEqual({ a: value.a, b: null })
  })
})

describe('ticks', () => {
  it('spans the range with round numbers', () => {
    expect(ticks(0, 0.37)).toEqual([0, 0.1, 0.2, 0.3, 0.4])
    expect(ticks(0, 1)).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect(ticks(0, 600, 3)).toEqual([0, 200, 400, 600])
    expect(ticks(2, 2)).toEqual([2])
  })
})

describe('pairsOf', () => {
  it('pairs methods that differ in the positives only', () => {
    const method = (positives: string, loss = 'triplet') => ({ loss, positives, negatives: 'semihard' })
    const methods = [method('easiest', 'margin'), method('all'), method('all', 'margin'), method('easiest')]
    expect(pairsOf(methods)).toEqual([
      { all: 1, easiest: 3 },
      { all: 2, easiest: 0 },
    ])
    expect(pairsOf([method('all'), { ...method('easiest'), negatives: 'hardest' }])).toEqual([])
  })
})
