import { describe, expect, it } from 'vitest'
import { smallClasses } from './smallClasses.ts'

describe('smallClasses', () => {
  it('lists the classes with fewer than k of the rows, and none that have no row', () => {
    const labels = Int32Array.of(2, 0, 0, 2, 1, 3)
    expect(smallClasses(labels, Int32Array.of(0, 1, 2, 4), 2)).toEqual([
      { label: 1, count: 1 },
      { label: 2, count: 1 },
    ])
    expect(smallClasses(labels, Int32Array.of(1, 2), 2)).toEqual([])
    expect(smallClasses(labels, Int32Array.of(), 2)).toEqual([])
  })
})
