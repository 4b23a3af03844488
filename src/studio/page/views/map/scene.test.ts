import { describe, expect, it } from 'vitest'
import { circleRadius, highestOf, sceneOf } from './scene.ts'

describe('sceneOf', () => {
  it('fits a map into the square with one scale for both axes, y down', () => {
    const { x, y } = sceneOf('umap', Float32Array.of(10, 0, 14, 2, 12, 1), 0)
    expect([...x].map((v) => +v.toFixed(4))).toEqual([-0.95, 0.95, 0])
    expect([...y].map((v) => +v.toFixed(4))).toEqual([0.475, -0.475, 0])
  })

  it('puts one point, or points that are all equal, in the middle; and none nowhere', () => {
    expect(sceneOf('plane', Float32Array.of(7, 7), 0)).toMatchObject({ x: Float32Array.of(0) })
    expect(Math.abs(sceneOf('principal', Float32Array.of(3, 4, 3, 4), 0).y[1]!)).toBe(0)
    expect(sceneOf('umap', new Float32Array(0), 0).x.length).toBe(0)
  })

  it('stacks points of a circle outwards at their own angle', () => {
    const xy = Float32Array.from({ length: 200 }, (_, k) => (k % 2 === 0 ? 0 : 1))
    const { x, y } = sceneOf('circle', xy, highestOf('circle', xy))
    expect([...x].every((v) => Math.abs(v) < 1e-6)).toBe(true)
    expect(Math.max(...y)).toBeCloseTo(-circleRadius, 5)
    expect(Math.min(...y)).toBeLessThan(-0.9)
    expect(Math.min(...y)).toBeGreaterThan(-1)
  })
})
