import { describe, expect, it } from 'vitest'
import { recallAtK } from './recallAtK.ts'

describe('recallAtK', () => {
  const relevant = Uint8Array.of(0, 0, 1, 1)

  it('is 1 as soon as one of the k nearest is relevant, 0 before', () => {
    expect([1, 2, 3, 4].map((k) => recallAtK(relevant, k))).toEqual([0, 0, 1, 1])
  })

  it('takes a shorter list as the whole gallery', () => {
    expect(recallAtK(relevant, 100)).toBe(1)
    expect(recallAtK(Uint8Array.of(0, 0), 100)).toBe(0)
    expect(recallAtK(new Uint8Array(0), 1)).toBe(0)
  })
})
