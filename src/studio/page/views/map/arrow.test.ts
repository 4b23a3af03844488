import { describe, expect, it } from 'vitest'
import { arrowHead } from './arrow.ts'

describe('arrowHead', () => {
  it('lies at the end of the line, as wide to both sides', () => {
    expect(arrowHead([0, 0], [100, 0], 10)).toEqual([
      [100, 0],
      [90, 4.5],
      [90, -4.5],
    ])
  })

  it('is left out where the line is hardly longer', () => {
    expect(arrowHead([0, 0], [14, 0], 10)).toBeNull()
    expect(arrowHead([3, 3], [3, 3], 10)).toBeNull()
  })
})
