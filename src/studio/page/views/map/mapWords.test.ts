import { describe, expect, it } from 'vitest'
import { mapReading, mapWords } from './mapWords.ts'

describe('mapWords', () => {
  it('says what a map is, with the share of neighbours that it keeps where that is not all', () => {
    expect(mapWords({ kind: 'umap', kept: 0.4149 })).toBe('UMAP: 41 % of the 10 nearest neighbours are kept.')
    expect(mapWords({ kind: 'circle', kept: 1 })).not.toContain('%')
    expect(mapWords({ kind: 'plane', kept: 1 })).not.toContain('%')
    expect(mapWords({ kind: 'principal', kept: 0.05 })).toContain('5 %')
    for (const kind of ['circle', 'plane', 'umap', 'principal'] as const)
      expect(mapReading({ kind, kept: 1 }).length).toBeGreaterThan(40)
  })
})
