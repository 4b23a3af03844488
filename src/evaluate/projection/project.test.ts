import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { nearestRows } from '../nearestRows.ts'
import { unitRows } from '../unitRows.ts'
import { project } from './project.ts'

/** Rows around some centres far from one another, one class after the other. */
function groups(rows: number, classes: number, dimension: number): Float32Array {
  const g = random(1)
  const centres = Array.from({ length: classes }, () => Array.from({ length: dimension }, () => g.normal()))
  return Float32Array.from({ length: rows * dimension }, (_, at) => {
    const i = Math.floor(at / dimension)
    return centres[Math.floor((i * classes) / rows)]![at % dimension]! + 0.15 * g.normal()
  })
}

/** Share of rows whose nearest on the map is of the same class. */
function together(xy: Float32Array, classes: number): number {
  const rows = xy.length / 2
  const classOf = (i: number): number => Math.floor((i * classes) / rows)
  let right = 0
  for (let i = 0; i < rows; i++) {
    let [nearest, least] = [-1, Number.POSITIVE_INFINITY]
    for (let j = 0; j < rows; j++) {
      const d = Math.hypot(xy[2 * i]! - xy[2 * j]!, xy[2 * i + 1]! - xy[2 * j + 1]!)
      if (j !== i && d < least) [nearest, least] = [j, d]
    }
    if (classOf(nearest) === classOf(i)) right++
  }
  return right / rows
}

describe('project', () => {
  it('leaves two dimensions as they are and knows a circle; one dimension is a line', async () => {
    const circle = Float32Array.of(1, 0, 0, -1)
    expect(await project({ embeddings: circle, dimension: 2, seed: 0 })).toEqual({
      kind: 'circle',
      xy: circle,
      kept: 1,
    })
    expect((await project({ embeddings: Float32Array.of(1, 2), dimension: 2, seed: 0 })).kind).toBe('plane')
    const line = await project({ embeddings: Float32Array.of(3, 4), dimension: 1, seed: 0 })
    expect(line).toEqual({ kind: 'plane', xy: Float32Array.of(3, 0, 4, 0), kept: 1 })
  })

  it('keeps groups together and says how many neighbours it keeps, the same for the same seed', async () => {
    const embeddings = groups(400, 8, 16)
    const before = embeddings.slice()
    const map = await project({ embeddings, dimension: 16, seed: 3 })
    expect(map.kind).toBe('umap')
    expect(together(map.xy, 8)).toBeGreaterThan(0.99)
    expect(map.kept).toBeGreaterThan(0.3)
    expect(map.kept).toBeLessThan(1)
    expect(await project({ embeddings, dimension: 16, seed: 3 })).toEqual(map)
    expect((await project({ embeddings, dimension: 16, seed: 4 })).xy).not.toEqual(map.xy)
    expect(embeddings).toEqual(before)
  })

  it('looks for no neighbours that are known, and lays out the same map by them', async () => {
    const embeddings = groups(200, 4, 8)
    const stages = new Set<string>()
    const onProgress = (stage: string): void => void stages.add(stage)
    const queries = unitRows(embeddings.slice(), 8)
    const known = await nearestRows({ queries, gallery: null, dimension: 8, k: 20 })
    const map = await project({ embeddings, dimension: 8, seed: 0, known, onProgress })
    expect([...stages]).toEqual(['map'])
    expect(map).toEqual(await project({ embeddings, dimension: 8, seed: 0 }))
  })

  it('does not see lengths: distances are cosines', async () => {
    const embeddings = groups(120, 4, 8)
    const longer = embeddings.map((x, at) => x * (1 + (Math.floor(at / 8) % 2)))
    const [a, b] = [
      await project({ embeddings, dimension: 8, seed: 0 }),
      await project({ embeddings: longer, dimension: 8, seed: 0 }),
    ]
    expect(together(b.xy, 4)).toBe(together(a.xy, 4))
    expect(Math.abs(a.kept - b.kept)).toBeLessThan(0.05)
  })

  it('places what is beyond the landmarks by the nearest of these', async () => {
    const embeddings = groups(600, 6, 12)
    const map = await project({ embeddings, dimension: 12, seed: 0, most: 200 })
    expect(map.kind).toBe('umap')
    expect(together(map.xy, 6)).toBeGreaterThan(0.99)
    expect(map.xy.every(Number.isFinite)).toBe(true)
  })

  it('has a map for no row, one, two, three, and fewer than neighbours are asked for', async () => {
    expect(await project({ embeddings: new Float32Array(0), dimension: 3, seed: 0 })).toEqual({
      kind: 'principal',
      xy: new Float32Array(0),
      kept: 1,
    })
    for (const rows of [1, 2, 3, 4]) {
      const map = await project({ embeddings: groups(rows, 1, 3), dimension: 3, seed: 0 })
      expect([map.kind, map.xy.length, map.kept]).toEqual(['principal', 2 * rows, 1])
    }
    for (const rows of [5, 9, 16]) {
      const map = await project({ embeddings: groups(rows, 1, 4), dimension: 4, seed: 0 })
      expect([map.kind, map.xy.length]).toEqual(['umap', 2 * rows])
      expect(map.xy.every(Number.isFinite)).toBe(true)
    }
  })

  it('leaves rows that are all equal on one point, and parts a class that fell on one point from the others', async () => {
    const equal = await project({ embeddings: new Float32Array(40 * 4).fill(0.5), dimension: 4, seed: 0 })
    expect(equal.kind).toBe('principal')
    expect(equal.kept).toBe(1)
    expect(equal.xy.every((x) => x === 0)).toBe(true)
    expect((await project({ embeddings: new Float32Array(40 * 4), dimension: 4, seed: 0 })).kind).toBe('principal')
    const collapsed = Float32Array.from({ length: 60 * 4 }, (_, at) => Number(at % 4 === Math.floor(at / 80)))
    const map = await project({ embeddings: collapsed, dimension: 4, seed: 0 })
    expect(map.xy.every(Number.isFinite)).toBe(true)
    expect(together(map.xy, 3)).toBe(1)
  })

  it('refuses numbers that are not finite, by their row, and rows that are not whole', async () => {
    const embeddings = Float32Array.of(1, 2, 3, 4, Number.NaN, 6)
    await expect(project({ embeddings, dimension: 3, seed: 0 })).rejects.toThrow('NaN in row 1')
    await expect(project({ embeddings, dimension: 4, seed: 0 })).rejects.toThrow('whole rows')
  })

  it('says how far it is, and ends where it is told to', async () => {
    const told: [string, number, number][] = []
    const stop = new AbortController()
    const running = project({
      embeddings: groups(60, 3, 4),
      dimension: 4,
      seed: 0,
      onProgress: (...said) => {
        told.push(said)
        if (said[0] === 'map' && said[1] === 20) stop.abort()
      },
      signal: stop.signal,
    })
    await expect(running).rejects.toThrow(/abort/i)
    expect(told[0]).toEqual(['neighbours for the map', 60, 60])
    expect(told.at(-1)).toEqual(['map', 20, 500])
  })
})
