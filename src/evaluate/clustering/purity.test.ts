import { describe, expect, it } from 'vitest'
import { purity } from './purity.ts'

const of = (labels: number[], clusters: number[]) => purity(Int32Array.from(labels), Int32Array.from(clusters))

describe('purity', () => {
  it('is the share of items that are of the commonest class of their cluster', () => {
    expect(of([0, 0, 1, 1, 2, 1], [0, 0, 0, 1, 1, 1])).toBe(4 / 6)
  })

  it('is exactly 1 where no cluster mixes classes, also with each item by itself', () => {
    expect(of([0, 0, 1], [4, 4, 2])).toBe(1)
    expect(of([0, 0, 1], [0, 1, 2])).toBe(1)
  })

  it('is the share of the commonest class in one cluster', () => {
    expect(of([0, 0, 1, -1], [0, 0, 0, 0])).toBe(2 / 3)
  })
})
