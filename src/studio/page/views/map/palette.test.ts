import { describe, expect, it } from 'vitest'
import { leastApart, palette } from './palette.ts'

describe('palette', () => {
  it('tells ten classes apart for all eyes, in light and in dark', () => {
    for (const dark of [false, true]) {
      expect(leastApart(palette(10, dark))).toBeGreaterThan(0.05)
      expect(leastApart(palette(40, dark))).toBeGreaterThan(0.02)
    }
  })

  it('gives a class the same colour however many there are, and colours for some hundred', () => {
    expect(palette(300, false).slice(0, 12)).toEqual(palette(12, false))
    expect(new Set(palette(300, true).map(String)).size).toBe(300)
    expect(palette(0, true)).toEqual([])
  })

  it('begins again where colours end', () => {
    expect(palette(5000, false).length).toBe(5000)
  })

  it('tells red from green less well for eyes that see neither apart', () => {
    const [red, green] = [[178, 60, 50] as const, [110, 115, 50] as const]
    const [blue, orange] = [[30, 110, 190] as const, [230, 150, 40] as const]
    expect(leastApart([red, green])).toBeLessThan(leastApart([blue, orange]) / 2)
  })
})
