import { describe, expect, it } from 'vitest'
import { fitTiles } from './fitTiles.ts'

describe('how answers fit into a row', () => {
  it('a phone shows one run below the other', () => {
    expect(fitTiles(362, 2)).toEqual({ beside: false, count: 12, size: 80 })
  })

  it('a desk shows two runs beside one another, with as many neighbours as fit', () => {
    // (1380 - 132 - 28) / 2 = 610; 610 / 94 = 6.49
    expect(fitTiles(1380, 2)).toEqual({ beside: true, count: 6, size: 80 })
  })

  it('runs that would show fewer than three neighbours stand below one another', () => {
    expect(fitTiles(1000, 4).beside).toBe(false)
  })

  it('where all twelve fit, pictures grow, to a limit', () => {
    // (2484 - 132 - 28) / 2 = 1162; 1162 / 12 = 96.8
    expect(fitTiles(2484, 2)).toEqual({ beside: true, count: 12, size: 82 })
    expect(fitTiles(5000, 1).size).toBe(112)
  })
})
