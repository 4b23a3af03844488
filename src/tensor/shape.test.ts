import { describe, expect, it } from 'vitest'
import { axisOf, broadcast, fixed, fixedDim, reduced, sameShape } from './shape.ts'
import { input } from './tensor.ts'

describe('shapes', () => {
  it('broadcast from the right, lengths of 1 repeated', () => {
    expect(broadcast([2, 1, 3], [4, 1], 'Add')).toEqual([2, 4, 3])
    expect(broadcast([], ['N', 2], 'Add')).toEqual(['N', 2])
    expect(() => broadcast([2], [3], 'Add')).toThrow("Add: shapes must broadcast, got '[2] and [3]'")
    expect(() => broadcast(['N'], ['M'], 'Add')).toThrow('must broadcast')
  })

  it('count axes from either end', () => {
    expect([axisOf(-1, 3, 'Softmax'), axisOf(2, 3, 'Softmax')]).toEqual([2, 2])
    for (const axis of [-4, 3, 0.5, Number.NaN])
      expect(() => axisOf(axis, 3, 'Softmax')).toThrow('Softmax: an axis of a rank-3 tensor lies in [-3, 2]')
  })

  it('drop or keep reduced axes', () => {
    expect(reduced(['N', 2, 3], [1], false)).toEqual(['N', 3])
    expect(reduced(['N', 2, 3], [0, 2], true)).toEqual([1, 2, 1])
  })

  it('are equal length by length', () => {
    expect(sameShape(['N', 2], ['N', 2])).toBe(true)
    expect(sameShape([2], [2, 1])).toBe(false)
  })

  it('tell which dimension is not known', () => {
    expect(fixed([2, 3], 'Tile')).toEqual([2, 3])
    expect(() => fixed([2, 'N'], 'Tile')).toThrow('Tile: this dimension must be known when the graph is built')
    expect(fixedDim(input('x', 'float32', ['N', 5]), -1, 'Split')).toBe(5)
  })
})
