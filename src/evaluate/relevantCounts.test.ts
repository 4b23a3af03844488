import { describe, expect, it } from 'vitest'
import { relevantCounts } from './relevantCounts.ts'

const level = (query: number[], gallery: number[]) => ({
  name: 'kind',
  queryLabels: Int32Array.from(query),
  galleryLabels: Int32Array.from(gallery),
})

describe('relevantCounts', () => {
  it('counts the gallery items of the query label, 0 for a label the gallery lacks', () => {
    expect([...relevantCounts(level([5, 6, 7], [5, 5, 6]), false)]).toEqual([2, 1, 0])
  })

  it('leaves the query itself out, so a class with one member has none', () => {
    expect([...relevantCounts(level([1, 1, 2], [1, 1, 2]), true)]).toEqual([1, 1, 0])
  })

  it('an item without a label has nothing relevant, not even others without', () => {
    expect([...relevantCounts(level([-1, -1, 3], [-1, -1, 3]), true)]).toEqual([0, 0, 0])
    expect([...relevantCounts(level([-1, 3], [-1, 3]), false)]).toEqual([0, 1])
  })

  it('refuses to leave one out of a gallery that is not the queries', () => {
    expect(() => relevantCounts(level([1, 2], [1, 2, 3]), true)).toThrow("must be the same items, got 'kind'")
    expect(() => relevantCounts(level([1, 2], [1, 3]), true)).toThrow('set leaveOneOut to false')
  })
})
