import { describe, expect, it } from 'vitest'
import { escapeXml, fileName } from './figure.ts'

describe('figure', () => {
  it('writes text of data as text', () => {
    expect(escapeXml(`<b a="1">&'`)).toBe('&#60;b a=&#34;1&#34;&#62;&#38;&#39;')
    expect(escapeXml('a\u0000b')).toBe('a\ufffdb')
  })

  it('names files by letters, digits and hyphens alone', () => {
    expect(fileName('map', 'triplet, easiest, seed 0')).toBe('map-triplet-easiest-seed-0')
    expect(fileName('../..')).toBe('figure')
    expect(fileName('Käse/../x')).toBe('käse-x')
  })
})
