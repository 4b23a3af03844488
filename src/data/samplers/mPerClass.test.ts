import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { labelsOf } from './labels.testing.ts'
import { type MPerClassOptions, mPerClass } from './mPerClass.ts'

function options(sizes: readonly number[], p: number, k: number, seed = 0): MPerClassOptions {
  const classNames = sizes.map((_, c) => `class ${c}`)
  return { labels: labelsOf(sizes), classNames, classesPerBatch: p, samplesPerClass: k, seed }
}

function expectExact(batch: Int32Array, labels: Int32Array, p: number, k: number): void {
  expect(new Set(batch).size).toBe(p * k)
  const classes = Array.from(
    { length: p },
    (_, i) => new Set(batch.slice(i * k, (i + 1) * k).map((row) => labels[row]!)),
  )
  expect(classes.every(({ size }) => size === 1)).toBe(true)
  expect(new Set(classes.flatMap((own) => [...own])).size).toBe(p)
}

describe('mPerClass', () => {
  it('gives exactly P classes with K rows each and covers every row, whatever the class sizes', () => {
    const rng = random('class sizes')
    for (let trial = 0; trial < 60; trial++) {
      const p = 1 + rng.below(5)
      const k = 1 + rng.below(5)
      const sizes = Array.from({ length: p + rng.below(6) }, () => k + rng.below(rng.below(4) === 0 ? 60 : 12))
      const { labels, ...rest } = options(sizes, p, k, trial)
      const sampler = mPerClass({ labels, ...rest })
      const groups = sizes.map((n) => Math.ceil(n / k))
      const fewest = Math.max(...groups, Math.ceil(groups.reduce((a, b) => a + b) / p))
      for (const e of [0, 1]) {
        const batches = sampler.epoch(e)
        expect(batches).toHaveLength(fewest)
        for (const batch of batches) expectExact(batch, labels, p, k)
        expect(new Set(batches.flatMap((batch) => [...batch])).size).toBe(labels.length)
      }
      expect([sampler.batchSize, sampler.batchesPerEpoch]).toEqual([p * k, fewest])
    }
  })

  it('gives each row once where everything divides', () => {
    const batches = mPerClass(options([4, 4, 4, 4], 2, 2)).epoch(0)
    expect(batches).toHaveLength(4)
    expect(batches.flatMap((batch) => [...batch]).sort((a, b) => a - b)).toEqual([...Array(16).keys()])
  })

  it('repeats an epoch exactly from its seed and number, and differs between seeds and epochs', () => {
    const a = mPerClass(options([9, 8, 7], 2, 3, 5))
    const b = mPerClass(options([9, 8, 7], 2, 3, 5))
    b.epoch(7) // what was asked before changes nothing
    expect(a.epoch(3)).toEqual(b.epoch(3))
    expect(a.epoch(3)).not.toEqual(a.epoch(4))
    expect(a.epoch(3)).not.toEqual(mPerClass(options([9, 8, 7], 2, 3, 6)).epoch(3))
  })

  it('gives the batches that it has always given, so that trainings of earlier versions go on', () => {
    const labels = Int32Array.of(0, 0, 0, 1, 1, 1, 1, 2, 2)
    const sampler = mPerClass({ labels, classNames: [], classesPerBatch: 2, samplesPerClass: 2, seed: 7 })
    expect(sampler.epoch(3).map((batch) => [...batch])).toEqual([
      [1, 0, 8, 7],
      [4, 5, 2, 1],
      [8, 7, 6, 3],
    ])
  })

  it('counts steps over epochs, from any place, and hands out copies', () => {
    const sampler = mPerClass(options([9, 8, 7], 2, 3))
    const n = sampler.batchesPerEpoch
    const steps = Array.from({ length: 3 * n }, (_, step) => sampler.batch(step))
    expect(steps).toEqual([0, 1, 2].flatMap((e) => sampler.epoch(e)))
    sampler.batch(n + 1).fill(-1)
    expect(mPerClass(options([9, 8, 7], 2, 3)).batch(n + 1)).toEqual(sampler.batch(n + 1))
  })

  it('draws from the given rows only, and knows their classes alone', () => {
    const labels = Int32Array.of(0, 0, 5, 5, 0, 5, 9)
    const given = { labels, classNames: [], classesPerBatch: 2, samplesPerClass: 2, seed: 0 }
    const batches = mPerClass({ ...given, indices: Int32Array.of(5, 4, 2, 0) }).epoch(0)
    expect(batches).toHaveLength(1)
    expect([...batches[0]!].sort()).toEqual([0, 2, 4, 5])
    expect(() => mPerClass(given)).toThrow("'9' has 1")
  })

  it('spreads the further groups of small classes over their rows', () => {
    const { labels, ...rest } = options([40, 4, 4], 2, 2)
    const counts = new Map<number, number>()
    for (const batch of mPerClass({ labels, ...rest }).epoch(0)) {
      for (const row of batch) counts.set(row, (counts.get(row) ?? 0) + 1)
    }
    const ofClass = (c: number) => [...counts].filter(([row]) => labels[row] === c).map(([, n]) => n)
    expect(ofClass(0).every((n) => n === 1)).toBe(true)
    for (const c of [1, 2]) expect(Math.max(...ofClass(c)) - Math.min(...ofClass(c))).toBeLessThanOrEqual(1)
  })

  it('names a class that has too few rows, with their number', () => {
    const small = { ...options([4, 1, 4], 2, 4), classNames: ['robin', 'wren', 'tit'] }
    expect(() => mPerClass(small)).toThrow(
      "mPerClass: every class needs at least samplesPerClass = 4 images, 'wren' has 1; lower samplesPerClass or drop the class",
    )
    expect(() => mPerClass(options([1, 1, 4], 2, 4))).toThrow(
      "'class 0' has 1, and 1 more of the 3 classes have too few",
    )
  })

  it('fails on fewer classes than a batch needs', () => {
    expect(() => mPerClass(options([4, 4], 3, 2))).toThrow(
      "mPerClass: a batch needs classesPerBatch = 3 classes, got '2 classes'; lower classesPerBatch or add classes",
    )
    expect(() => mPerClass(options([], 1, 1))).toThrow("got '0 classes'")
  })

  it('fails on counts, rows, epochs and steps that are none', () => {
    for (const bad of [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => mPerClass(options([4, 4], bad, 2))).toThrow('classesPerBatch must be a positive integer')
      expect(() => mPerClass(options([4, 4], 2, bad))).toThrow('samplesPerClass must be a positive integer')
    }
    const good = options([4, 4], 2, 2)
    expect(() => mPerClass({ ...good, indices: Int32Array.of(0, 8) })).toThrow('rows go from 0 to 7, got 8')
    expect(() => mPerClass({ ...good, indices: Int32Array.of(0, 0) })).toThrow('each row once, got 0')
    expect(() => mPerClass(good).epoch(-1)).toThrow('epochs are counted')
    expect(() => mPerClass(good).batch(0.5)).toThrow('steps are counted')
  })
})
