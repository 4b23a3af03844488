import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { layout } from './layout.ts'

const noise = (n: number, dimension: number, seed = 1): Float32Array => {
  const g = random(seed)
  return Float32Array.from({ length: n * dimension }, (_, i) => g.normal() + (i < (n * dimension) / 2 ? 20 : 0))
}

describe('layout', () => {
  it('leaves two dimensions as they are and knows a circle', () => {
    expect(layout(Float32Array.of(1, 0, 0, -1), { dimension: 2, seed: 0 })).toEqual({
      kind: 'circle',
      xy: Float32Array.of(1, 0, 0, -1),
    })
    expect(layout(Float32Array.of(1, 2), { dimension: 2, seed: 0 }).kind).toBe('plane')
    expect(layout(Float32Array.of(3, 4), { dimension: 1, seed: 0 }).xy).toEqual(Float32Array.of(3, 0, 4, 0))
  })

  it('keeps two far groups apart, the same for the same seed', () => {
    const picture = layout(noise(60, 5), { dimension: 5, seed: 3, epochs: 100 })
    expect(picture.kind).toBe('umap')
    expect(layout(noise(60, 5), { dimension: 5, seed: 3, epochs: 100 })).toEqual(picture)
    const xy = Array.from({ length: 60 }, (_, i) => [picture.xy[2 * i]!, picture.xy[2 * i + 1]!] as const)
    const far = (a: readonly [number, number], b: readonly [number, number]) => Math.hypot(a[0] - b[0], a[1] - b[1])
    const nearest = (i: number) =>
      xy
        .map((p, j) => (i === j ? Number.POSITIVE_INFINITY : far(p, xy[i]!)))
        .reduce((b, d, j, all) => (d < all[b]! ? j : b), 0)
    expect(xy.filter((_, i) => nearest(i) < 30 === i < 30).length).toBeGreaterThanOrEqual(58)
  })

  it('stays finite where all rows are equal, zero, or hardly any', () => {
    for (const embedding of [new Float32Array(40 * 4), new Float32Array(40 * 4).fill(0.5), noise(6, 4), noise(2, 4)])
      expect(layout(embedding, { dimension: 4, seed: 0, epochs: 20 }).xy.every(Number.isFinite)).toBe(true)
    expect(layout(new Float32Array(0), { dimension: 4, seed: 0 }).xy.length).toBe(0)
  })

  it('refuses numbers that are not finite and rows that are not whole', () => {
    expect(() => layout(Float32Array.of(1, Number.NaN), { dimension: 2, seed: 0 })).toThrow('must be finite')
    expect(() => layout(Float32Array.of(1, 2, 3), { dimension: 2, seed: 0 })).toThrow('whole rows')
  })
})
