import { describe, expect, it } from 'vitest'
import { pairedTest } from './pairedTest.ts'
import { tellApart } from './tellApart.ts'

const fixed = (p: number) => ({ mean: 1, low: 0, high: 2, p })

describe('tellApart', () => {
  it('tests every pair once, the earlier less the later, and corrects for how many there are', () => {
    const p: Record<string, number> = { ab: 0.01, ac: 0.02, bc: 0.4 }
    const pairs = tellApart(['a', 'b', 'c'], (x, y) => fixed(p[x + y]!))
    expect(pairs.map(({ a, b, corrected, apart }) => [a, b, corrected, apart])).toEqual([
      [0, 1, 0.03, true],
      [0, 2, 0.04, true],
      [1, 2, 0.4, false],
    ])
  })

  it('does not count a pair that cannot be tested', () => {
    const pairs = tellApart([1, 2, 3], (x, y) => (x === 1 && y === 2 ? null : fixed(0.04)))
    expect(pairs.map(({ a, b, corrected }) => [a, b, corrected])).toEqual([
      [0, 2, 0.08],
      [1, 2, 0.08],
    ])
  })

  it('finds nothing among methods that do not differ, more often than the level says it may', () => {
    // Twelve methods, three seeds each, all of one distribution: 66 pairs, of which plain tests would call some apart.
    const methods = Array.from({ length: 12 }, (_, m) => [0, 1, 2].map((s) => Math.sin(97 * m + 31 * s * s)))
    const test = (a: number[], b: number[]) => {
      const { difference, p } = pairedTest(a, b)
      return { mean: difference.mean, low: 0, high: 0, p: p! }
    }
    const pairs = tellApart(methods, test)
    expect(pairs).toHaveLength(66)
    expect(pairs.filter(({ p }) => p < 0.05).length).toBeGreaterThan(0)
    expect(pairs.filter(({ apart }) => apart)).toEqual([])
  })

  it('refuses a level that is none', () => {
    expect(() => tellApart([], () => null, { level: 1 })).toThrow('tellApart: level must be inside (0, 1), got 1')
  })
})
