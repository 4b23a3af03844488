import { describe, expect, it } from 'vitest'
import { type FixedTripletsOptions, fixedTriplets } from './fixedTriplets.ts'
import { countsOf, labelsOf } from './labels.testing.ts'

const options = (sizes: readonly number[], count: number, tripletsPerBatch = 1, seed = 0): FixedTripletsOptions => ({
  labels: labelsOf(sizes),
  classNames: sizes.map((_, c) => `class ${c}`),
  count,
  tripletsPerBatch,
  seed,
})

const inThrees = (rows: Int32Array): string[] =>
  Array.from({ length: rows.length / 3 }, (_, i) => rows.slice(3 * i, 3 * i + 3).join())

describe('fixedTriplets', () => {
  it('draws different triplets of an anchor, another row of its class and a row of another class', () => {
    const given = options([1, 5, 9, 2], 120, 8)
    const { triplets } = fixedTriplets(given)
    expect(new Set(inThrees(triplets)).size).toBe(120)
    for (let i = 0; i < 120; i++) {
      const [anchor, positive, negative] = triplets.slice(3 * i, 3 * i + 3)
      expect(anchor).not.toBe(positive)
      expect(given.labels[anchor!]).toBe(given.labels[positive!])
      expect(given.labels[anchor!]).not.toBe(given.labels[negative!])
    }
  })

  it('gives every triplet once an epoch, whole, in batches of so many, and every epoch in another order', () => {
    const sampler = fixedTriplets(options([6, 6, 6], 40, 8))
    expect([sampler.batchSize, sampler.batchesPerEpoch]).toEqual([24, 5])
    const epochs = [0, 1].map((e) => sampler.epoch(e).flatMap(inThrees))
    for (const epoch of epochs) expect([...epoch].sort()).toEqual(inThrees(sampler.triplets).sort())
    expect(epochs[0]).not.toEqual(epochs[1])
    expect(sampler.epoch(1).every((batch) => batch.length === 24)).toBe(true)
    expect(sampler.batch(5)).toEqual(sampler.epoch(1)[0])
  })

  it('says where anchors, positives and negatives stand in a batch', () => {
    const sampler = fixedTriplets(options([6, 6], 6, 3))
    expect(sampler.places).toEqual({
      anchors: Int32Array.of(0, 3, 6),
      positives: Int32Array.of(1, 4, 7),
      negatives: Int32Array.of(2, 5, 8),
    })
  })

  it('draws the same set from the same seed, and another from another', () => {
    const set = (seed: number) => fixedTriplets(options([6, 6, 6], 40, 8, seed)).triplets
    expect(set(1)).toEqual(set(1))
    expect(set(1)).not.toEqual(set(2))
  })

  it('draws both classes of a triplet equally often whatever their size, few triplets of many or many of few', () => {
    // Of the 12 triplets 4 have a negative of the class of one row, but half of the draws.
    for (const count of [1, 2]) {
      const given = options([1, 2, 2], count)
      const drawn = Array.from({ length: 3000 }, (_, seed) => fixedTriplets({ ...given, seed }).triplets)
      const share = (member: number) =>
        countsOf(
          drawn.map((triplets) => given.labels[triplets[member]!]!),
          3,
        ).map((n) => n / 3000)
      const errors = [share(0), share(1), share(2)].map((got, member) =>
        got.map((one, c) => Math.abs(one - (member < 2 ? [0, 0.5, 0.5] : [0.5, 0.25, 0.25])[c]!)),
      )
      expect(Math.max(...errors.flat())).toBeLessThan(0.03)
    }
  })

  it('finds all that are possible where as many are wanted', () => {
    // 2 * 1 * 3 with an anchor of the first class, 3 * 2 * 2 of the second.
    const { triplets } = fixedTriplets(options([2, 3], 18))
    expect(new Set(inThrees(triplets)).size).toBe(18)
    expect(new Set(inThrees(fixedTriplets(options([2, 3], 10)).triplets)).size).toBe(10)
  })

  it('fails where fewer are possible than wanted, with their number', () => {
    expect(() => fixedTriplets(options([2, 3], 19))).toThrow(
      "fixedTriplets: of these classes 18 different triplets can be made, an anchor and another row of its class and a row of another class, got 'count = 19'; lower count or add rows",
    )
    expect(() => fixedTriplets(options([1, 1, 1], 1))).toThrow('of these classes 0 different triplets')
    expect(() => fixedTriplets(options([5], 1))).toThrow('of these classes 0 different triplets')
  })

  it('fails on a count that leaves a batch unfilled, with the next that does not', () => {
    expect(() => fixedTriplets(options([6, 6], 10, 4))).toThrow(
      'fixedTriplets: count must be a multiple of tripletsPerBatch = 4, got 10; give 12',
    )
    expect(() => fixedTriplets(options([6, 6], 0))).toThrow('count must be a positive integer, got 0')
    expect(() => fixedTriplets(options([6, 6], 4, 0.5))).toThrow('tripletsPerBatch must be a positive integer, got 0.5')
  })

  it('draws from the given rows only', () => {
    const labels = Int32Array.of(0, 0, 0, 1, 1, 2)
    const given = { labels, classNames: [], count: 2, tripletsPerBatch: 1, seed: 0 }
    const { triplets } = fixedTriplets({ ...given, indices: Int32Array.of(0, 2, 5) })
    expect(inThrees(triplets).sort()).toEqual(['0,2,5', '2,0,5'])
  })
})
