import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { knn } from '../knn.ts'
import { labelErrors } from './labelErrors.ts'

/** Classes of several kinds each, `each` rows a kind, far apart from one another wherever the class is. */
function kinds(classes: number, kindsEach: number, each: number, d: number, width: number) {
  const rng = random('kinds')
  const centres = Float32Array.from({ length: classes * kindsEach * d }, rng.normal)
  const n = classes * kindsEach * each
  const kindOf = (row: number): number => row % (classes * kindsEach)
  const embeddings = new Float32Array(n * d).map(
    (_, at) => centres[kindOf(Math.floor(at / d)) * d + (at % d)]! + width * rng.normal(),
  )
  return { embeddings, labels: Int32Array.from({ length: n }, (_, row) => Math.floor(kindOf(row) / kindsEach)) }
}

/** As the definition reads, with every distance. */
function slow(embeddings: Float32Array, d: number, labels: Int32Array, m: number) {
  const rows = [...labels.keys()].filter((row) => labels[row]! >= 0)
  const distance = (a: number, b: number): number => {
    let sum = 0
    for (let j = 0; j < d; j++) sum += (embeddings[a * d + j]! - embeddings[b * d + j]!) ** 2
    return Math.sqrt(sum)
  }
  const nearest = (row: number, label: number): number[] =>
    rows
      .filter((other) => other !== row && labels[other] === label)
      .sort((a, b) => distance(row, a) - distance(row, b) || a - b)
      .slice(0, m)
  const mean = (row: number, some: number[]): number =>
    some.reduce((sum, other) => sum + distance(row, other), 0) / some.length
  return rows
    .flatMap((row) => {
      const own = nearest(row, labels[row]!)
      if (own.length === 0) return []
      const scored = [...new Set(rows.map((other) => labels[other]!))]
        .filter((label) => label !== labels[row])
        .map((label) => {
          const others = nearest(row, label).slice(0, own.length)
          const [a, b] = [mean(row, own.slice(0, others.length)), mean(row, others)]
          return { row, label: labels[row]!, suggested: label, score: a / (a + b), own, others }
        })
      return [scored.reduce((best, one) => (one.score > best.score ? one : best))]
    })
    .sort((a, b) => b.score - a.score || a.row - b.row)
}

describe('labelErrors', () => {
  it('gives the numbers worked by hand', async () => {
    // 0, 1, 2 and 12 are of class 5; 10, 11, 13 of class 7.
    const embeddings = Float32Array.of(0, 1, 2, 12, 10, 11, 13)
    const labels = Int32Array.of(5, 5, 5, 5, 7, 7, 7)
    const [first] = await labelErrors({ embeddings, dimension: 1, labels, neighbours: 2 })
    // To 2 and 1: 10.5 on average; to 11 and 13: 1.
    expect(first).toEqual({ row: 3, label: 5, suggested: 7, score: 10.5 / 11.5, own: [2, 1], others: [5, 6] })
  })

  it('is what the definition gives with every distance', async () => {
    const { embeddings, labels } = kinds(5, 3, 6, 8, 1)
    const given = labels.map((label, row) => (row % 13 === 0 ? -1 : row === 17 ? 40 : label))
    for (const neighbours of [1, 3, 40]) {
      const found = await labelErrors({ embeddings, dimension: 8, labels: given, neighbours })
      const wanted = slow(embeddings, 8, given, neighbours)
      expect(found.map(({ row }) => row)).toEqual(wanted.map(({ row }) => row))
      found.forEach((one, i) => {
        expect(one).toEqual({ ...wanted[i], score: expect.closeTo(wanted[i]!.score, 12) })
      })
    }
  })

  it('finds flipped labels first, in classes of several kinds of four rows each', async () => {
    const { embeddings, labels } = kinds(10, 6, 4, 16, 0.3)
    const rng = random('flips')
    const flipped = rng.shuffle(Int32Array.from(labels.keys())).slice(0, 12)
    const given = labels.slice()
    for (const row of flipped) given[row] = (labels[row]! + 1 + rng.below(9)) % 10
    const found = await labelErrors({ embeddings, dimension: 16, labels: given })
    expect(new Set(found.slice(0, 12).map(({ row }) => row))).toEqual(new Set(flipped))
    for (const { row, suggested, score } of found.slice(0, 12)) {
      expect(suggested).toBe(labels[row])
      expect(score).toBeGreaterThan(0.6)
    }
    expect(found[12]!.score).toBeLessThan(0.6)
  })

  it('a copy with another label is found, and of two copies alone neither is nearer', async () => {
    const embeddings = Float32Array.of(0, 0, 0, 5, 5, 5)
    const found = await labelErrors({
      embeddings,
      dimension: 1,
      labels: Int32Array.of(0, 0, 1, 1, 1, 1),
      neighbours: 1,
    })
    expect(found[0]).toMatchObject({ row: 2, suggested: 0, score: 1 })
    const two = await labelErrors({
      embeddings: new Float32Array(4),
      dimension: 1,
      labels: Int32Array.of(0, 1, 0, 1),
    })
    expect(two.map(({ score }) => score)).toEqual([0.5, 0.5, 0.5, 0.5])
  })

  it('neither judges nor hears rows without a label, and leaves out one that is alone in its class', async () => {
    const embeddings = Float32Array.of(0, 0.1, 5, 5.1, 0.05, 0.06)
    const found = await labelErrors({ embeddings, dimension: 1, labels: Int32Array.of(0, 0, 1, 1, -1, 2) })
    expect(found.map(({ row }) => row).sort()).toEqual([0, 1, 2, 3])
    expect(found.flatMap(({ own, others }) => [...own, ...others])).not.toContain(4)
  })

  it('one class, or none, has no errors that could be seen', async () => {
    const embeddings = Float32Array.of(0, 1, 2)
    expect(await labelErrors({ embeddings, dimension: 1, labels: new Int32Array(3) })).toEqual([])
    expect(await labelErrors({ embeddings, dimension: 1, labels: new Int32Array(3).fill(-1) })).toEqual([])
  })

  it('refuses rows that are not finite, labels that do not fit, and no neighbours', async () => {
    const labels = Int32Array.of(0, 1)
    const of = (embeddings: Float32Array, neighbours = 3) =>
      labelErrors({ embeddings, dimension: 2, labels, neighbours })
    await expect(of(Float32Array.of(0, 1, 2, Number.NaN))).rejects.toThrow("must be finite, got 'NaN in row 1'")
    await expect(of(Float32Array.of(0, 1))).rejects.toThrow('labels * dimension = 4 numbers, got 2')
    await expect(of(new Float32Array(4), 0)).rejects.toThrow('neighbours must be a whole number, at least 1, got 0')
  })
})

describe('labelErrors by known neighbours', () => {
  for (const [k, d] of [
    [10, 3],
    [4, 2],
    [40, 5],
  ] as const)
    it(`of ${k} neighbours in ${d} dimensions, gives what it gives by comparing all, above 0.5`, async () => {
      const n = 300
      const rng = random(`known ${k}`)
      // Overlapping classes, one of two rows, one of one, and rows without a label.
      const labels = Int32Array.from({ length: n }, (_, row) =>
        row % 11 === 0 ? -1 : row % 149 === 1 ? 8 : row === 35 ? 9 : rng.below(5),
      )
      const embeddings = Float32Array.from(
        { length: n * d },
        (_, at) => labels[Math.floor(at / d)]! + 1.2 * rng.normal(),
      )
      const known = { k, indices: new Int32Array(n * k), distances: new Float32Array(n * k) }
      for await (const block of knn({ queries: embeddings, gallery: null, dimension: d, k })) {
        known.indices.set(block.indices, block.start * k)
        known.distances.set(block.distances, block.start * k)
      }
      const all = (await labelErrors({ embeddings, dimension: d, labels })).filter(({ score }) => score > 0.5)
      expect(all.length).toBeGreaterThan(20)
      expect(await labelErrors({ embeddings, dimension: d, labels, known })).toEqual(all)
    })

  it('a list that holds all rows says all: nothing more is asked', async () => {
    const embeddings = Float32Array.of(0, 1, 5, 6, 5.5)
    const labels = Int32Array.of(0, 0, 1, 1, 0)
    const known = {
      k: 4,
      indices: Int32Array.of(1, 2, 4, 3, 0, 2, 4, 3, 4, 3, 1, 0, 4, 2, 1, 0, 2, 3, 1, 0),
      distances: Float32Array.of(1, 5, 5.5, 6, 1, 4, 4.5, 5, 0.5, 1, 4, 5, 0.5, 1, 5, 6, 0.5, 0.5, 4.5, 5.5),
    }
    // Row 4 lies 0.5 from both rows of class 1, and (4.5 + 5.5) / 2 = 5 from those of its own: 5 / 5.5.
    const [first] = await labelErrors({ embeddings, dimension: 1, labels, known })
    expect(first).toMatchObject({ row: 4, label: 0, suggested: 1, own: [1, 0], others: [2, 3] })
    expect(first!.score).toBeCloseTo(5 / 5.5, 6)
  })
})
