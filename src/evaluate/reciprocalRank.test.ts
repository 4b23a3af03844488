import { describe, expect, it } from 'vitest'
import { reciprocalRank } from './reciprocalRank.ts'

describe('reciprocalRank', () => {
  it('is one over the rank of the first relevant neighbour', () => {
    expect(reciprocalRank(Uint8Array.of(1, 0, 1))).toBe(1)
    expect(reciprocalRank(Uint8Array.of(0, 0, 0, 1))).toBe(0.25)
  })

  it('is 0 where none of those listed is relevant', () => {
    expect(reciprocalRank(Uint8Array.of(0, 0))).toBe(0)
  })
})
