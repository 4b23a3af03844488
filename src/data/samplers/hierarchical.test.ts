import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { type HierarchicalOptions, hierarchical } from './hierarchical.ts'
import { classesOf, labelsOf } from './labels.testing.ts'

/** Class sizes by super class, numbered on through all. */
function options(
  sizes: readonly (readonly number[])[],
  s: number,
  p: number,
  k: number,
  seed = 0,
): HierarchicalOptions {
  const superOf = sizes.flatMap((own, one) => own.map(() => one))
  const labels = labelsOf(sizes.flat())
  return {
    labels,
    superLabels: labels.map((label) => superOf[label]!),
    classNames: superOf.map((_, c) => `class ${c}`),
    superNames: sizes.map((_, one) => `super ${one}`),
    superClassesPerBatch: s,
    classesPerBatch: p,
    samplesPerClass: k,
    seed,
  }
}

describe('hierarchical', () => {
  it('gives S super classes, P / S classes of each and K rows of each class, and covers every row, whatever the sizes', () => {
    const rng = random('super class sizes')
    for (let trial = 0; trial < 60; trial++) {
      const s = 1 + rng.below(3)
      const each = 1 + rng.below(3)
      const k = 1 + rng.below(4)
      const some = (least: number, more: number): number[] =>
        Array.from({ length: least + rng.below(more) }, () => k + rng.below(rng.below(4) === 0 ? 40 : 8))
      const sizes = Array.from({ length: s + rng.below(4) }, () => some(each, 5))
      const { labels, superLabels, ...rest } = options(sizes, s, s * each, k, trial)
      const sampler = hierarchical({ labels, superLabels, ...rest })
      const parts = sizes.map((own) => {
        const groups = own.map((n) => Math.ceil(n / k))
        return Math.max(...groups, Math.ceil(groups.reduce((a, b) => a + b) / each))
      })
      const fewest = Math.max(...parts, Math.ceil(parts.reduce((a, b) => a + b) / s))
      expect([sampler.batchSize, sampler.batchesPerEpoch]).toEqual([s * each * k, fewest])
      const batches = sampler.epoch(trial % 3)
      expect(batches).toHaveLength(fewest)
      expect(new Set(batches.flatMap((batch) => [...batch])).size).toBe(labels.length)
      for (const batch of batches) {
        expect(new Set(classesOf(batch, labels, k)).size).toBe(s * each)
        const supers = Array.from({ length: s }, (_, i) => [
          ...new Set(batch.slice(i * each * k, (i + 1) * each * k).map((row) => superLabels[row]!)),
        ])
        expect(supers.every((own) => own.length === 1)).toBe(true)
        expect(new Set(supers.flat()).size).toBe(s)
      }
    }
  })

  it('gives each row once where everything divides', () => {
    const batches = hierarchical(
      options(
        [
          [2, 2],
          [2, 2],
          [2, 2],
          [2, 2],
        ],
        2,
        4,
        2,
      ),
    ).epoch(0)
    expect(batches).toHaveLength(2)
    expect(batches.flatMap((batch) => [...batch]).sort((a, b) => a - b)).toEqual([...Array(16).keys()])
  })

  it('repeats an epoch exactly, and differs between seeds and epochs', () => {
    const of = (seed: number) =>
      hierarchical(
        options(
          [
            [5, 6, 7],
            [8, 9, 4],
          ],
          1,
          2,
          2,
          seed,
        ),
      )
    expect(of(1).epoch(4)).toEqual(of(1).epoch(4))
    expect(of(1).epoch(4)).not.toEqual(of(1).epoch(5))
    expect(of(1).epoch(4)).not.toEqual(of(2).epoch(4))
    expect(of(1).batch(of(1).batchesPerEpoch + 1)).toEqual(of(1).epoch(1)[1])
  })

  it('draws from the given rows only, and knows their classes and super classes alone', () => {
    const given = options([[4, 4], [4, 4], [1]], 2, 4, 2)
    expect(() => hierarchical(given)).toThrow("'class 4' has 1")
    const indices = Int32Array.from([...given.labels.keys()].filter((row) => given.labels[row]! < 4))
    const rows = hierarchical({ ...given, indices })
      .epoch(0)
      .flatMap((batch) => [...batch])
    expect(rows.sort((a, b) => a - b)).toEqual([...indices])
  })

  it('names a class that lies in two super classes, and both of these', () => {
    const given = {
      labels: Int32Array.of(0, 0, 1, 1, 1),
      superLabels: Int32Array.of(0, 0, 0, 1, 0),
      classNames: ['tit', 'wren'],
      superClassesPerBatch: 1,
      classesPerBatch: 1,
      samplesPerClass: 1,
      seed: 0,
    }
    expect(() => hierarchical({ ...given, superNames: ['birds', 'boats'] })).toThrow(
      "hierarchical: a class lies in one super class, 'wren' lies in 'birds' and 'boats'; give classes of different super classes different labels",
    )
    expect(() => hierarchical(given)).toThrow("'wren' lies in '0' and '1'")
    expect(hierarchical({ ...given, indices: Int32Array.of(0, 2, 4) }).batchesPerEpoch).toBe(3)
  })

  it('names a super class that has too few classes, with their number', () => {
    expect(() => hierarchical(options([[4, 4], [4]], 1, 2, 2))).toThrow(
      "hierarchical: every super class needs at least classesPerBatch / superClassesPerBatch = 2 classes, 'super 1' has 1; lower classesPerBatch or drop the super class",
    )
    expect(() => hierarchical(options([[4], [4], [4, 4]], 1, 2, 2))).toThrow(
      "'super 0' has 1, and 1 more of the 3 super classes have too few",
    )
  })

  it('fails on fewer super classes than a batch needs, and on numbers that do not fit', () => {
    expect(() => hierarchical(options([[4, 4]], 2, 2, 2))).toThrow(
      "a batch needs superClassesPerBatch = 2 super classes, got '1 super classes'",
    )
    expect(() =>
      hierarchical(
        options(
          [
            [4, 4],
            [4, 4],
          ],
          2,
          3,
          2,
        ),
      ),
    ).toThrow('classesPerBatch must be a multiple of superClassesPerBatch = 2, got 3')
    expect(() => hierarchical(options([[4]], 0, 1, 1))).toThrow('superClassesPerBatch must be a positive integer')
    const short = { ...options([[4]], 1, 1, 1), superLabels: new Int32Array(3) }
    expect(() => hierarchical(short)).toThrow('superLabels must have one entry for each of the 4 labels, got 3')
    expect(() => hierarchical(options([], 1, 1, 1))).toThrow("got '0 super classes'")
  })
})
