import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { areaUnderRoc } from './areaUnderRoc.ts'
import { histogramCounts } from './histogramCounts.ts'
import type { PairCounts } from './pairCounts.ts'
import { pairCounts } from './pairCounts.ts'
import type { PairHistogramOptions } from './pairHistogram.ts'
import { pairHistogram } from './pairHistogram.ts'
import { roc } from './roc.ts'

const [dimension, count] = [6, 60]
const generator = random('pairs')
const labels = Int32Array.from({ length: count }, (_, i) => (i % 9 === 0 ? -1 : i % 5))
const rows = Float32Array.from({ length: count * dimension }, (_, at) => {
  const label = labels[Math.floor(at / dimension)]!
  return generator.normal() + (at % dimension === label ? 2 : 0)
})
const level = { name: 'kind', queryLabels: labels, galleryLabels: labels }

function slow(queries: Float32Array, asked: Int32Array, gallery: Float32Array | null, target: Int32Array) {
  const distances: number[] = []
  const same: number[] = []
  for (let i = 0; i < asked.length; i++)
    for (let j = gallery ? 0 : i + 1; j < target.length; j++) {
      if (asked[i]! < 0 || target[j]! < 0) continue
      let sum = 0
      for (let d = 0; d < dimension; d++)
        sum += (queries[i * dimension + d]! - (gallery ?? queries)[j * dimension + d]!) ** 2
      distances.push(Math.sqrt(sum))
      same.push(asked[i] === target[j] ? 1 : 0)
    }
  return pairCounts(distances, same)
}

const sum = (counts: Float64Array): number => counts.reduce((a, b) => a + b, 0)

async function found(options: Partial<PairHistogramOptions>) {
  const { levels, width, asked } = await pairHistogram({
    queries: rows,
    gallery: null,
    dimension,
    levels: [level],
    ...options,
  })
  return { counts: levels.map((one) => histogramCounts(one, width)), asked }
}

describe('pairHistogram', () => {
  it('counts every pair of two labelled rows once, at its distance', async () => {
    const [counts] = (await found({})).counts
    const exact = slow(rows, labels, null, labels)
    expect([sum(counts!.genuine), sum(counts!.impostor)]).toEqual([sum(exact.genuine), sum(exact.impostor)])
    const genuine = (counts: PairCounts): number[] =>
      [...counts.distances].flatMap((distance, i) => new Array<number>(counts.genuine[i]!).fill(distance))
    for (const [i, distance] of genuine(counts!).entries()) expect(distance).toBeCloseTo(genuine(exact)[i]!, 2)
    expect(areaUnderRoc(roc(counts!))).toBeCloseTo(areaUnderRoc(roc(exact)), 4)
  })

  it('counts every pair of a query and a gallery row, by several levels at once', async () => {
    const [asked, target] = [rows.subarray(0, 20 * dimension), rows.subarray(20 * dimension)]
    const apart = { name: 'kind', queryLabels: labels.slice(0, 20), galleryLabels: labels.slice(20) }
    const odd = {
      name: 'odd',
      queryLabels: apart.queryLabels.map((l) => l & 1),
      galleryLabels: apart.galleryLabels.map((l) => l & 1),
    }
    const { counts } = await found({ queries: asked, gallery: target, levels: [apart, odd] })
    for (const [l, { queryLabels, galleryLabels }] of [apart, odd].entries()) {
      const exact = slow(asked, queryLabels, target, galleryLabels)
      expect(sum(counts[l]!.genuine)).toBe(sum(exact.genuine))
      expect(areaUnderRoc(roc(counts[l]!))).toBeCloseTo(areaUnderRoc(roc(exact)), 4)
    }
  })

  it('measures the pairs of a seeded sample of rows where all would be too many, each pair once', async () => {
    const whole = (await found({})).counts[0]!
    const { counts, asked } = await found({ mostPairs: 600 })
    expect(asked).toBe(20)
    const pairs = sum(counts[0]!.genuine) + sum(counts[0]!.impostor)
    expect(pairs).toBeLessThan(20 * 59)
    expect(pairs).toBeGreaterThan(600)
    for (const [i, distance] of counts[0]!.distances.entries()) {
      const at = whole.distances.indexOf(distance)
      expect(counts[0]!.genuine[i]).toBeLessThanOrEqual(whole.genuine[at]!)
    }
    expect(await found({ mostPairs: 600 })).toEqual({ counts, asked })
    expect((await found({ mostPairs: 600, seed: 1 })).counts).not.toEqual(counts)
  })

  it('tells classes apart that lie far closer to one another than to the origin', async () => {
    const near = rows.map((x) => 100 + 1e-3 * x)
    const [counts] = (await found({ queries: near })).counts
    const exact = slow(near, labels, null, labels)
    expect(areaUnderRoc(roc(counts!))).toBeCloseTo(areaUnderRoc(roc(exact)), 4)
  })

  it('has all pairs at 0 where all rows are equal, zeros among them', async () => {
    for (const queries of [new Float32Array(count * dimension), new Float32Array(count * dimension).fill(0.3)]) {
      const [counts] = (await found({ queries })).counts
      expect([...counts!.distances]).toEqual([0])
      expect(areaUnderRoc(roc(counts!))).toBe(0.5)
    }
  })

  it('refuses rows that are not finite', async () => {
    const queries = rows.slice()
    queries[13] = Number.NaN
    await expect(found({ queries })).rejects.toThrow("the queries must be finite numbers, got 'NaN in row 2'")
  })
})
