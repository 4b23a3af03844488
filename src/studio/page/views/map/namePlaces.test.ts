import { describe, expect, it } from 'vitest'
import { namePlaces } from './namePlaces.ts'
import { sceneOf } from './scene.ts'

describe('namePlaces', () => {
  it('names a class where it is densest, not at its mean', () => {
    const scene = { kind: 'umap', x: Float32Array.of(-0.8, -0.8, 0.9, 0.5), y: Float32Array.of(0, 0, 0, 0.5) } as const
    const [first, ...rest] = namePlaces(scene, Int32Array.of(0, 0, 0, 2), [0, 1])
    expect(rest).toEqual([])
    expect(first).toMatchObject({ class: 0, y: 0 })
    expect(first!.x).toBeCloseTo(-0.8, 5)
  })

  it('keeps names of a circle apart where their classes are not', () => {
    const xy = Float32Array.from({ length: 80 }, (_, k) => (k % 2 === 0 ? 1 : 0))
    const codes = Int32Array.from({ length: 40 }, (_, i) => i % 2)
    const [a, b] = namePlaces(sceneOf('circle', xy, 100), codes, [0, 1])
    expect(Math.hypot(a!.x - b!.x, a!.y - b!.y)).toBeGreaterThan(0.1)
    expect([a!.tipX, a!.tipY]).toEqual([b!.tipX, b!.tipY])
    expect(a!.tipX).toBeCloseTo(0.6, 2)
  })
})
