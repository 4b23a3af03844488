import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { largest } from './largest.ts'

describe('largest', () => {
  it('gives the places of the largest keys, largest first, of equals the earlier', () => {
    expect(largest(Float64Array.of(1, 5, 3, 5, 3, 3), 4)).toEqual([1, 3, 2, 4])
  })

  it('agrees with sorting all of them, infinities too', () => {
    const rng = random('keys')
    for (let n = 0; n < 30; n++) {
      const keys = Float64Array.from({ length: n }, () => [rng.below(5), -1 / 0, 1 / 0, rng.uniform()][rng.below(4)]!)
      const sorted = [...keys.keys()].sort((a, b) => keys[b]! - keys[a]! || a - b)
      for (let count = 0; count <= n + 1; count++) expect(largest(keys, count)).toEqual(sorted.slice(0, count))
    }
  })

  it('gives all where there are no more, and none where none are wanted', () => {
    expect(largest(Float64Array.of(2, 7), 5)).toEqual([1, 0])
    expect(largest(Float64Array.of(2, 7), 0)).toEqual([])
    expect(largest(Float64Array.of(2, 7), -1)).toEqual([])
    expect(largest(new Float64Array(0), 2)).toEqual([])
  })
})
