import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { nearDuplicates } from './nearDuplicates.ts'

const rows = (n: number, d: number): Float32Array => Float32Array.from({ length: n * d }, random('rows').normal)

describe('nearDuplicates', () => {
  it('chooses the fence that is worked by hand', async () => {
    // Nine pairs far from one another, 1, 1, 2, 2, 4, 4, 8, 8 and 0.01 apart: quartiles of the logarithms ln 1 and ln 4.
    const gaps = [1, 1, 2, 2, 4, 4, 8, 8, 0.01]
    const embeddings = Float32Array.from(gaps.flatMap((gap, i) => [1000 * i, 1000 * i + gap]))
    const { within, chosen, pairs } = await nearDuplicates({ embeddings, dimension: 1 })
    expect(within).toBeCloseTo(Math.exp(0 - 1.5 * Math.log(4)), 4)
    expect(chosen).toBe(true)
    expect(pairs).toEqual([{ row: 16, other: 17, distance: expect.closeTo(0.01, 3), exact: false, agree: null }])
  })

  it('finds what was put in, at any scale, and among rows drawn at random hardly any', async () => {
    const rng = random('copies')
    for (const scale of [1e-3, 1, 1e3]) {
      const embeddings = rows(200, 24).map((x) => x * scale)
      expect((await nearDuplicates({ embeddings, dimension: 24 })).pairs.length).toBeLessThanOrEqual(2)
      for (let d = 0; d < 24; d++) {
        embeddings[150 * 24 + d] = embeddings[3 * 24 + d]!
        embeddings[151 * 24 + d] = embeddings[4 * 24 + d]! + 0.05 * scale * rng.normal()
      }
      const { pairs } = await nearDuplicates({ embeddings, dimension: 24 })
      expect(pairs.slice(0, 2).map(({ row, other, exact }) => [row, other, exact])).toEqual([
        [3, 150, true],
        [4, 151, false],
      ])
    }
  })

  it('says whether labels agree', async () => {
    const embeddings = Float32Array.of(0, 0, 5, 5, 9, 9)
    const labels = Int32Array.of(1, 1, 1, 2, -1, 2)
    const { pairs } = await nearDuplicates({ embeddings, dimension: 1, labels })
    expect(pairs.map(({ agree }) => agree)).toEqual([true, false, null])
  })

  it('goes by the distance that is given', async () => {
    const embeddings = Float32Array.of(0, 1, 3, 7)
    const { pairs, within, chosen } = await nearDuplicates({ embeddings, dimension: 1, within: 2.5 })
    expect(pairs.map(({ row, other }) => [row, other])).toEqual([
      [0, 1],
      [1, 2],
    ])
    expect([within, chosen]).toEqual([2.5, false])
    expect((await nearDuplicates({ embeddings, dimension: 1, within: 0 })).pairs).toEqual([])
  })

  it('names exact copies alone where there is too little to learn a distance from', async () => {
    const { pairs, within } = await nearDuplicates({ embeddings: Float32Array.of(0, 0, 1e-6, 5), dimension: 1 })
    expect(within).toBe(0)
    expect(pairs).toEqual([{ row: 0, other: 1, distance: 0, exact: true, agree: null }])
  })

  it('a hundred copies of one row are named, but not every pair of them', async () => {
    const { pairs } = await nearDuplicates({ embeddings: new Float32Array(300), dimension: 3 })
    expect(new Set(pairs.flatMap(({ row, other }) => [row, other])).size).toBe(100)
    expect(pairs.length).toBeLessThanOrEqual(1000)
  })

  it('one row has no copy', async () => {
    expect((await nearDuplicates({ embeddings: Float32Array.of(1), dimension: 1 })).pairs).toEqual([])
  })

  it('refuses rows that are not finite, labels that do not fit, and a distance below 0', async () => {
    await expect(nearDuplicates({ embeddings: Float32Array.of(Number.NaN), dimension: 1 })).rejects.toThrow('finite')
    const embeddings = Float32Array.of(0, 1)
    await expect(nearDuplicates({ embeddings, dimension: 1, labels: new Int32Array(3) })).rejects.toThrow(
      'one for each of 2 rows, got 3',
    )
    await expect(nearDuplicates({ embeddings, dimension: 1, within: -1 })).rejects.toThrow('at least 0, got -1')
  })
})

it('takes neighbours that are known already, and refuses those of other rows', async () => {
  const embeddings = Float32Array.of(0, 0, 1, 0, 0, 0.5)
  const known = { indices: Int32Array.of(1, 0, 0), distances: Float32Array.of(0.1, 0.1, 0.5) }
  const options = { embeddings, dimension: 2, neighbours: 1 }
  const found = await nearDuplicates({ ...options, within: 0.2, known })
  expect(found.pairs.map(({ row, other }) => [row, other])).toEqual([[0, 1]])
  await expect(nearDuplicates({ ...options, known: { ...known, indices: Int32Array.of(1, 0) } })).rejects.toThrow(
    /known neighbours must be 1 of each of 3 rows, got 2/,
  )
})
