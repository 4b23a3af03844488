import { describe, expect, it } from 'vitest'
import { wallWords } from './wallWords.ts'

const a = { id: 'a', name: 'all' }
const b = { id: 'b', name: 'easiest' }

describe('the counts of the wall in words', () => {
  it('of two runs say what fails under each, and what one finds that the other misses', () => {
    const counts = {
      queries: 1210,
      right: [900, 996],
      wrong: [310, 214],
      disagreements: 120,
      turned: [
        [0, 108],
        [12, 0],
      ],
    }
    const { failing, turned } = wallWords(counts, [a, b])
    expect(failing).toBe('Of 1,210 queries 310 fail under all and 214 fail under easiest.')
    expect(turned).toEqual([
      { words: 'missed by all, found by easiest', queries: 108, filter: { show: 'turned', wrong: 'a', right: 'b' } },
      { words: 'missed by easiest, found by all', queries: 12, filter: { show: 'turned', wrong: 'b', right: 'a' } },
    ])
  })

  it('of one run say only what fails, and one query is one', () => {
    const counts = { queries: 1, right: [0], wrong: [1], disagreements: 0, turned: [[0]] }
    expect(wallWords(counts, [a])).toEqual({ failing: 'Of 1 query 1 fails under all.', turned: [] })
  })

  it('of three runs name each of the six ordered pairs', () => {
    const counts = {
      queries: 0,
      right: [0, 0, 0],
      wrong: [0, 0, 0],
      disagreements: 0,
      turned: [
        [0, 1, 2],
        [3, 0, 4],
        [5, 6, 0],
      ],
    }
    const { turned } = wallWords(counts, [a, b, { id: 'c', name: 'hardest' }])
    expect(turned.map(({ queries }) => queries)).toEqual([1, 2, 3, 4, 5, 6])
  })
})
