import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import type { KnnOptions } from './knn.ts'
import { knn } from './knn.ts'

/** All neighbours of the queries of the first blocks, as lists. */
async function lists(
  options: KnnOptions,
  { blocks = Number.POSITIVE_INFINITY } = {},
): Promise<{ indices: number[][]; distances: number[][] }> {
  const found = { indices: [] as number[][], distances: [] as number[][] }
  let left = blocks
  for await (const { count, k, indices, distances } of knn(options)) {
    for (let q = 0; q < count; q++) {
      found.indices.push([...indices.subarray(q * k, (q + 1) * k)])
      found.distances.push([...distances.subarray(q * k, (q + 1) * k)])
    }
    if (--left <= 0) break
  }
  return found
}

function slow(queries: Float32Array, gallery: Float32Array, dimension: number, own: boolean): number[][] {
  const size = gallery.length / dimension
  return Array.from({ length: queries.length / dimension }, (_, q) => {
    const square = (g: number): number => {
      let sum = 0
      for (let d = 0; d < dimension; d++) sum += (queries[q * dimension + d]! - gallery[g * dimension + d]!) ** 2
      return sum
    }
    const rows = [...Array(size).keys()].filter((g) => !own || g !== q)
    return rows.sort((a, b) => square(a) - square(b) || a - b)
  })
}

const rows = (count: number, dimension: number, seed: string): Float32Array =>
  Float32Array.from({ length: count * dimension }, random(seed).normal)

describe('knn', () => {
  it.each([2, 5, 24])('finds in %i dimensions what a sort of all distances finds', async (dimension) => {
    const queries = rows(50, dimension, 'queries')
    const gallery = rows(120, dimension, 'gallery')
    const { indices } = await lists({ queries, gallery, dimension, k: 7 })
    expect(indices).toEqual(slow(queries, gallery, dimension, false).map((list) => list.slice(0, 7)))
  })

  it('gives the same order where distances may be rounded, and distances that are nearly so', async () => {
    const spread = rows(400, 24, 'rounded')
    // A third of the rows stands so close to another that a product cannot tell.
    const close = spread.map((x, at) => (at % 72 < 24 ? spread[at + 24]! + 1e-4 * Math.sin(at) : x))
    for (const queries of [spread, close.slice(0, 396 * 24)]) {
      const exact = await lists({ queries, gallery: null, dimension: 24, k: 9 })
      const found = await lists({ queries, gallery: null, dimension: 24, k: 9, rounded: true })
      expect(found.indices).toEqual(exact.indices)
      for (const [q, list] of found.distances.entries())
        for (const [i, distance] of list.entries()) expect(distance).toBeCloseTo(exact.distances[q]![i]!, 3)
    }
  })

  it('never gives a query as its own neighbour, where the queries are the gallery', async () => {
    const queries = rows(60, 3, 'queries')
    const { indices } = await lists({ queries, gallery: null, dimension: 3, k: 59 })
    expect(indices).toEqual(slow(queries, queries, 3, true))
  })

  it('tells rows apart that lie far closer than a product in float32 could, at any dimension', async () => {
    for (const dimension of [2, 16]) {
      // On the unit sphere, at angles of 1e-5 times the row.
      const gallery = new Float32Array(6 * dimension)
      for (let i = 0; i < 6; i++) {
        gallery[i * dimension] = Math.cos(1e-5 * i)
        gallery[i * dimension + 1] = Math.sin(1e-5 * i)
      }
      const { indices } = await lists({
        queries: gallery.slice(3 * dimension, 4 * dimension),
        gallery,
        dimension,
        k: 3,
      })
      expect(indices[0]![0]).toBe(3)
      expect(new Set(indices[0]!.slice(1))).toEqual(new Set([2, 4]))
    }
  })

  it.each([
    2, 64,
  ])('is exact in %i dimensions where classes have all but collapsed, each on a point of its own', async (dimension) => {
    const each = 250
    const noise = random('collapsed')
    const centres = rows(6, dimension, 'centres')
    const gallery = Float32Array.from({ length: 6 * each * dimension }, (_, at) => {
      const cluster = Math.floor(at / (each * dimension))
      return centres[cluster * dimension + (at % dimension)]! + 1e-4 * noise.normal()
    })
    const { indices } = await lists({ queries: gallery, gallery: null, dimension, k: 1 })
    const exact = slow(gallery.subarray(0, 40 * dimension), gallery, dimension, true).map((list) => list.slice(0, 1))
    expect(indices.slice(0, 40)).toEqual(exact)
  })

  it('keeps very long lists, the far end of which the product orders, whole and in order but for its rounding', async () => {
    const dimension = 12
    const gallery = rows(2600, dimension, 'long')
    const queries = gallery.slice(0, 3 * dimension)
    const exact = slow(queries, gallery, dimension, false)
    for (const own of [false, true]) {
      const wanted = own ? { queries: gallery, gallery: null } : { queries, gallery }
      const { indices, distances } = await lists({ ...wanted, dimension, k: 2500 }, { blocks: 1 })
      for (const q of [0, 1, 2]) {
        const list = own ? exact[q]!.filter((row) => row !== q) : exact[q]!
        expect(indices[q]!.slice(0, 2000)).toEqual(list.slice(0, 2000))
        expect(new Set(indices[q]).size).toBe(2500)
        const misplaced = indices[q]!.filter((row, i) => row !== list[i])
        expect(misplaced.length).toBeLessThan(20)
        expect(distances[q]!.every((distance, i) => i === 0 || distance >= distances[q]![i - 1]!)).toBe(true)
      }
    }
  })

  it('gives the distances, nearest first', async () => {
    const gallery = Float32Array.from([0, 0, 3, 4, 1, 0])
    const { indices, distances } = await lists({ queries: Float32Array.from([0, 0]), gallery, dimension: 2, k: 3 })
    expect(indices).toEqual([[0, 2, 1]])
    expect(distances).toEqual([[0, 1, 5]])
  })

  it('fills up with -1 at infinity where the gallery is small', async () => {
    const queries = Float32Array.from([0, 1])
    const { indices, distances } = await lists({ queries, gallery: null, dimension: 1, k: 3 })
    expect(indices).toEqual([
      [1, -1, -1],
      [0, -1, -1],
    ])
    expect(distances[0]!.slice(1)).toEqual([Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY])
  })

  it('keeps to the order of the gallery among equals', async () => {
    const gallery = new Float32Array(20)
    const { indices } = await lists({ queries: new Float32Array(2), gallery, dimension: 2, k: 4 })
    expect(indices).toEqual([[0, 1, 2, 3]])
  })

  it('refuses rows that are not whole or not finite, and a k that is no count', async () => {
    const one = Float32Array.from([1, Number.NaN])
    await expect(lists({ queries: one, gallery: null, dimension: 2, k: 1 })).rejects.toThrow(
      "finite numbers, got 'NaN in row 0'",
    )
    await expect(lists({ queries: one, gallery: null, dimension: 3, k: 1 })).rejects.toThrow('rows of 3 numbers')
    await expect(lists({ queries: new Float32Array(2), gallery: null, dimension: 2, k: 0 })).rejects.toThrow(
      'k must be',
    )
  })
})
