import { describe, expect, it } from 'vitest'
import { planeOf } from './planeOf.ts'

describe('planeOf', () => {
  it('leaves an embedding on the circle as it is', () => {
    const own = Float32Array.of(1, 0, 0, 1, -1, 0)
    expect(planeOf(own, 2)).toEqual({ kind: 'circle', xy: Float64Array.from(own) })
  })

  it('leaves an embedding in the plane as it is', () => {
    const own = Float32Array.of(1, 0, 3, 1)
    expect(planeOf(own, 2)).toEqual({ kind: 'plane', xy: Float64Array.from(own) })
  })

  it('puts an embedding of one dimension on a line', () => {
    expect(planeOf(Float32Array.of(1, -1), 1)).toEqual({ kind: 'plane', xy: Float64Array.of(1, 0, -1, 0) })
  })

  it('takes the two directions of most variance, the largest first, from the mean', () => {
    // Along the third axis -2 and 2, along the first -1 and 1, nothing along the second.
    const { kind, xy } = planeOf(Float32Array.of(0, 5, 2, 0, 5, -2, 1, 5, 0, -1, 5, 0), 3)
    expect(kind).toBe('principal')
    expect(Array.from(xy, (value) => Math.abs(Math.round(value * 1e6) / 1e6))).toEqual([2, 0, 2, 0, 0, 1, 0, 1])
  })

  it('puts equal embeddings on one point', () => {
    expect(planeOf(Float32Array.of(1, 2, 3, 1, 2, 3), 3)).toEqual({ kind: 'principal', xy: new Float64Array(4) })
  })
})
