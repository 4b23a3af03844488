import { describe, expect, it } from 'vitest'
import { checkNeighbours, type NeighbourBlock, neighboursOf } from './neighbours.ts'

const block: NeighbourBlock = {
  start: 3,
  count: 2,
  k: 3,
  indices: Int32Array.of(4, 0, 1, 2, 0, -1),
  distances: Float32Array.of(1, 2, 3, 1, 2, Number.POSITIVE_INFINITY),
}

describe('neighbours', () => {
  it('a query has its own part of the block', () => {
    expect([...neighboursOf(block, 1)]).toEqual([2, 0, -1])
  })

  it('a sound block passes', () => {
    expect(() => checkNeighbours(block, 5, 5)).not.toThrow()
  })

  it('queries or gallery rows that do not exist are refused', () => {
    expect(() => checkNeighbours(block, 4, 5)).toThrow('must name some of the 4 queries, got {"start":3,"count":2}')
    expect(() => checkNeighbours(block, 5, 4)).toThrow('one of the 4 rows of the gallery, or -1, got 4')
    expect(() => checkNeighbours({ ...block, indices: block.indices.map((i) => i - 2) }, 5, 5)).toThrow('got -2')
  })

  it('sizes that disagree are refused', () => {
    expect(() => checkNeighbours({ ...block, indices: new Int32Array(5) }, 5, 5)).toThrow(
      'count * k = 6 entries, got [5,6]',
    )
    expect(() => checkNeighbours({ ...block, k: 0 }, 5, 5)).toThrow('k must be an integer of at least 1, got 0')
  })
})
