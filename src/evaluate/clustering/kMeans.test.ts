import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { kMeans } from './kMeans.ts'

const rows = (n: number, d: number, seed: string): Float32Array =>
  Float32Array.from({ length: n * d }, random(seed).normal)

/** Rows around some centres, `each` at each in turn, and the centre that each belongs to. */
function blobs(each: number, d: number, count: number, width: number): { embeddings: Float32Array; of: Int32Array } {
  const centres = rows(count, d, 'centres')
  const noise = random('noise')
  const of = Int32Array.from({ length: each * count }, (_, i) => i % count)
  const embeddings = new Float32Array(of.length * d).map(
    (_, at) => centres[of[Math.floor(at / d)]! * d + (at % d)]! + width * noise.normal(),
  )
  return { embeddings, of }
}

const squared = (x: Float32Array, i: number, y: ArrayLike<number>, j: number, d: number): number => {
  let sum = 0
  for (let a = 0; a < d; a++) sum += (x[i * d + a]! - y[j * d + a]!) ** 2
  return sum
}

/** Lloyd's steps as they are written down: all rows against all centres, all means anew. */
function slow(embeddings: Float32Array, d: number, first: Float32Array, steps: number) {
  const [n, k] = [embeddings.length / d, first.length / d]
  const centres = Float64Array.from(first)
  const nearest = (): Int32Array =>
    Int32Array.from({ length: n }, (_, i) => {
      let best = 0
      for (let c = 1; c < k; c++)
        if (squared(embeddings, i, centres, c, d) < squared(embeddings, i, centres, best, d)) best = c
      return best
    })
  let labels = nearest()
  for (let s = 0; s < steps; s++) {
    for (let c = 0; c < k; c++) {
      const own = [...labels.keys()].filter((i) => labels[i] === c)
      if (own.length === 0) throw new Error('the example must not empty a cluster')
      for (let a = 0; a < d; a++)
        centres[c * d + a] = own.reduce((sum, i) => sum + embeddings[i * d + a]!, 0) / own.length
    }
    labels = nearest()
  }
  const inertia = labels.reduce((sum, c, i) => sum + squared(embeddings, i, centres, c, d), 0)
  return { centres: Float32Array.from(centres), labels, inertia }
}

describe('kMeans', () => {
  it('ends in the numbers worked by hand', async () => {
    // 0 and 1 against 8 and 12: means 0.5 and 10, inertia 2 x 0.25 + 2 x 4.
    const found = await kMeans({ embeddings: Float32Array.of(0, 8, 1, 12), dimension: 1, k: 2, tolerance: 0 })
    expect([...found.centres].sort((a, b) => a - b)).toEqual([0.5, 10])
    expect(found.labels[0]).toBe(found.labels[2])
    expect(found.labels[1]).toBe(found.labels[3])
    expect(found.labels[0]).not.toBe(found.labels[1])
    expect(found.inertia).toBe(8.5)
    expect(found.converged).toBe(true)
  })

  it.each([
    ['by loops', 200, 6, 9],
    ['by the engine', 1500, 32, 100],
  ])('is what all rows against all centres give, step by step, %s', async (_, n, dimension, k) => {
    const embeddings = rows(n, dimension, 'rows')
    const centres = embeddings.slice(0, k * dimension)
    for (const most of [1, 2, 5]) {
      const found = await kMeans({ embeddings, dimension, k, centres, most, tolerance: 0 })
      const exact = slow(embeddings, dimension, centres, most)
      expect(found.labels).toEqual(exact.labels)
      expect(found.steps).toBe(most)
      expect(found.inertia).toBeCloseTo(exact.inertia, 6)
      found.centres.forEach((x, at) => {
        expect(x).toBeCloseTo(exact.centres[at]!, 6)
      })
    }
  })

  it('finds groups that lie apart, whichever way it begins', async () => {
    const { embeddings, of } = blobs(30, 16, 12, 0.05)
    for (const seed of [0, 1, 2]) {
      const { labels } = await kMeans({ embeddings, dimension: 16, k: 12, seed, runs: 5 })
      const pairs = new Set(of.map((c, i) => c * 12 + labels[i]!))
      expect(pairs.size).toBe(12)
    }
  })

  it('tells groups apart that lie closer than a product in float32 could see, far from the origin and from another', async () => {
    const d = 512
    const noise = random('near')
    const n = 3000
    // Three groups 1e-3 apart from one another, 1e-4 wide, and one group on the other side.
    const embeddings = new Float32Array(n * d).map((_, at) => {
      const [i, a] = [Math.floor(at / d), at % d]
      const group = i % 4
      return (group === 3 ? -5 : 5) + (group === a ? 1e-3 : 0) + 1e-5 * noise.normal()
    })
    const { labels, inertia } = await kMeans({ embeddings, dimension: d, k: 4, runs: 5, tolerance: 0 })
    expect(new Set(labels.map((c, i) => (i % 4) * 4 + c)).size).toBe(4)
    expect(inertia).toBeLessThan(n * d * 2e-10)
  })

  it('the same seed gives the same clusters, another seed others', async () => {
    const embeddings = rows(300, 8, 'rows')
    const run = (seed: number) => kMeans({ embeddings, dimension: 8, k: 20, seed })
    expect(await run(3)).toEqual(await run(3))
    expect((await run(3)).labels).not.toEqual((await run(4)).labels)
  })

  it('more runs are never worse', async () => {
    const embeddings = rows(200, 4, 'rows')
    const of = async (runs: number) => (await kMeans({ embeddings, dimension: 4, k: 15, runs })).inertia
    expect(await of(8)).toBeLessThanOrEqual(await of(1))
  })

  it('one cluster is the mean; as many clusters as rows have inertia 0', async () => {
    const embeddings = Float32Array.of(0, 0, 2, 4, 4, 2)
    const one = await kMeans({ embeddings, dimension: 2, k: 1 })
    expect(one.centres).toEqual(Float32Array.of(2, 2))
    expect(one.inertia).toBe(16)
    const all = await kMeans({ embeddings, dimension: 2, k: 3 })
    expect(all.inertia).toBe(0)
    expect(new Set(all.labels).size).toBe(3)
  })

  it('equal rows stay together, also where there are fewer distinct rows than clusters', async () => {
    const embeddings = Float32Array.from({ length: 40 }, (_, at) => (at % 8 < 4 ? 0.1 : 0.7))
    const found = await kMeans({ embeddings, dimension: 4, k: 5 })
    expect(found.inertia).toBe(0)
    expect(new Set(found.labels).size).toBe(2)
    expect(found.converged).toBe(true)
    expect(found.centres.every(Number.isFinite)).toBe(true)
  })

  it('a cluster that lost its rows takes the row farthest from its centre', async () => {
    // The first centre is far from every row.
    const embeddings = Float32Array.of(0, 1, 10)
    const found = await kMeans({ embeddings, dimension: 1, k: 2, centres: Float32Array.of(1000, 2), tolerance: 0 })
    expect([...found.labels]).toEqual([1, 1, 0])
    expect([...found.centres]).toEqual([10, 0.5])
  })

  it('rows of zeros are rows like others', async () => {
    const { inertia } = await kMeans({ embeddings: new Float32Array(12), dimension: 3, k: 2 })
    expect(inertia).toBe(0)
  })

  it('refuses rows that are not finite or not whole, and a k that the rows cannot fill', async () => {
    const embeddings = Float32Array.of(0, 1, 2, Number.NaN)
    await expect(kMeans({ embeddings, dimension: 2, k: 1 })).rejects.toThrow("must be finite, got 'NaN in row 1'")
    await expect(kMeans({ embeddings, dimension: 3, k: 1 })).rejects.toThrow('whole rows of 3 numbers')
    await expect(kMeans({ embeddings: new Float32Array(0), dimension: 3, k: 1 })).rejects.toThrow('at least one, got 0')
    const rows = Float32Array.of(0, 1)
    await expect(kMeans({ embeddings: rows, dimension: 1, k: 3 })).rejects.toThrow('from 1 to the 2 rows, got 3')
    await expect(kMeans({ embeddings: rows, dimension: 1, k: 0 })).rejects.toThrow('from 1 to the 2 rows, got 0')
    await expect(kMeans({ embeddings: rows, dimension: 1, k: 1, runs: 0 })).rejects.toThrow('runs must be')
    await expect(kMeans({ embeddings: rows, dimension: 1, k: 1, most: 0 })).rejects.toThrow('most must be')
    await expect(kMeans({ embeddings: rows, dimension: 1, k: 1, tolerance: 1 })).rejects.toThrow('tolerance must be')
    await expect(kMeans({ embeddings: rows, dimension: 1, k: 2, centres: rows.slice(0, 1) })).rejects.toThrow(
      'k * dimension = 2 numbers, got 1',
    )
    await expect(kMeans({ embeddings: rows, dimension: 1, k: 1, centres: Float32Array.of(Infinity) })).rejects.toThrow(
      "centres must be finite, got 'Infinity in row 0'",
    )
  })
})
