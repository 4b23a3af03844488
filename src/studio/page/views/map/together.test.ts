import { describe, expect, it } from 'vitest'
import { pathsOf, rowsMeant, together } from './together.ts'

const plane = (...xy: number[]) => ({ kind: 'umap' as const, xy: Float32Array.from(xy) })

describe('together', () => {
  // The second has the first's images in another order, one more, and lies a quarter turn away.
  const a = plane(0, 0, 2, 0, 0, 1)
  const b = plane(9, 9, -1, 0, 0, 2, 0, 0)
  const both = together(a, b, Int32Array.of(3, 2, 1))!

  it('lays the second map over the first by the images that both have', () => {
    expect(both.first).toBe(3)
    expect([...both.codes]).toEqual([0, 0, 0, 1, 1, 1, 1])
    expect([...both.partner]).toEqual([6, 5, 4, -1, 2, 1, 0])
    expect(both.alignment.pairs).toBe(3)
    for (const [row, other] of both.partner.entries())
      for (const axis of [0, 1])
        if (other >= 0) expect(both.xy[2 * row + axis]).toBeCloseTo(both.xy[2 * other + axis]!, 5)
  })

  it('rows of runs with the same images are one another’s', () => {
    expect([...together(a, a, 'same')!.partner]).toEqual([3, 4, 5, 0, 1, 2])
  })

  it('is nothing without a common image', () => {
    expect(together(a, b, Int32Array.of(-1, -1, -1))).toBeNull()
  })

  it('circles stay circles, and are otherwise no circles', () => {
    const circle = { kind: 'circle' as const, xy: Float32Array.of(1, 0, 0, 1) }
    const turned = { kind: 'circle' as const, xy: Float32Array.of(0, 1, -1, 0) }
    const laid = together(circle, turned, 'same')!
    expect(laid.kind).toBe('circle')
    for (const [i, value] of [1, 0, 0, 1, 1, 0, 0, 1].entries()) expect(laid.xy[i]).toBeCloseTo(value, 5)
    expect(together(circle, a, Int32Array.of(0, 1))!.kind).toBe('plane')
  })

  it('rows of both mean rows of the first run, or of the second where the first has none of them', () => {
    expect(rowsMeant(both, [1, 5, 4])).toEqual({ run: 0, rows: [1, 2] })
    expect(rowsMeant(both, [3, 0])).toEqual({ run: 0, rows: [0] })
    expect(rowsMeant(both, [3])).toEqual({ run: 1, rows: [0] })
  })

  it('a path leads from the first run to the second, once for each image, and no more than asked for', () => {
    expect(pathsOf(both, [5, 1, 3, 0], 9)).toEqual([
      [1, 5],
      [0, 6],
    ])
    expect(pathsOf(both, [5, 0], 1)).toEqual([[1, 5]])
  })
})
