import { describe, expect, it } from 'vitest'
import { type ClassWeightedOptions, classWeighted } from './classWeighted.ts'
import { classesOf, countsOf, labelsOf } from './labels.testing.ts'

function options(
  sizes: readonly number[],
  weights: ClassWeightedOptions['weights'],
  p = 1,
  k = 1,
): ClassWeightedOptions {
  const classNames = sizes.map((_, c) => `class ${c}`)
  return { labels: labelsOf(sizes), classNames, weights, classesPerBatch: p, samplesPerClass: k, seed: 0 }
}

/** The share of the batches that each class is in, over 20,000 of them. */
function shares(given: ClassWeightedOptions, n: number): number[] {
  const epoch = classWeighted({ ...given, batchesPerEpoch: 20_000 }).epoch(0)
  const classes = epoch.flatMap((batch) => classesOf(batch, given.labels, given.samplesPerClass))
  return countsOf(classes, n).map((count) => count / epoch.length)
}

function expectNear(got: readonly number[], expected: readonly number[]): void {
  got.forEach((share, i) => {
    expect(Math.abs(share - expected[i]!)).toBeLessThan(0.012)
  })
}

describe('classWeighted', () => {
  it('gives exactly P classes with K different rows each', () => {
    const given = options([3, 9, 30, 4, 5], 'size', 3, 3)
    for (const batch of classWeighted(given).epoch(0)) {
      expect(new Set(classesOf(batch, given.labels, 3)).size).toBe(3)
      expect(batch).toHaveLength(9)
    }
  })

  it('draws one class a batch in proportion to its weight, given or made of its size', () => {
    const sizes = [2, 3, 5]
    expectNear(shares(options(sizes, [6, 3, 1]), 3), [0.6, 0.3, 0.1])
    expectNear(shares(options(sizes, Float32Array.of(6, 3, 1)), 3), [0.6, 0.3, 0.1])
    expectNear(shares(options(sizes, 'uniform'), 3), [1 / 3, 1 / 3, 1 / 3])
    expectNear(shares(options(sizes, 'size'), 3), [0.2, 0.3, 0.5])
    expectNear(shares(options(sizes, 'inverse-size'), 3), [15 / 31, 10 / 31, 6 / 31])
    expectNear(
      shares(
        options(sizes, (size) => (size - 2) ** 2),
        3,
      ),
      [0, 0.1, 0.9],
    )
  })

  it('draws several without putting back: with P = 2 of weights 6, 3, 1 the chances are of two draws', () => {
    const both = (a: number, b: number): number => (a / 10) * (b / (10 - a)) + (b / 10) * (a / (10 - b))
    expectNear(shares(options([2, 3, 5], [6, 3, 1], 2), 3), [1 - both(3, 1), 1 - both(6, 1), 1 - both(6, 3)])
  })

  it('never draws a class of weight 0, which may then have fewer than K rows', () => {
    const given = options([1, 4, 4], [0, 1, 2], 2, 4)
    const classes = classWeighted(given)
      .epoch(0)
      .flatMap((batch) => classesOf(batch, given.labels, 4))
    expect(countsOf(classes, 3)[0]).toBe(0)
    expect(() => classWeighted({ ...given, weights: 'uniform' })).toThrow("samplesPerClass = 4 images, 'class 0' has 1")
  })

  it('gives the rows of a class equally often in an epoch', () => {
    const given = { ...options([8, 40], [1, 1], 1, 2), batchesPerEpoch: 201 }
    const rows = classWeighted(given)
      .epoch(2)
      .flatMap((batch) => [...batch])
    for (const label of [0, 1]) {
      const counts = countsOf(rows, 48).filter((_, row) => given.labels[row] === label)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1)
    }
  })

  it('has as many batches an epoch as hold the number of rows that can be drawn, or as many as it is told', () => {
    expect(classWeighted(options([10, 10, 11], [1, 1, 1], 2, 2)).batchesPerEpoch).toBe(8)
    expect(classWeighted(options([10, 10, 11], [1, 1, 0], 2, 2)).batchesPerEpoch).toBe(5)
    const own = classWeighted({ ...options([10, 10, 11], 'size', 2, 2), batchesPerEpoch: 3 })
    expect([own.batchSize, own.batchesPerEpoch, own.epoch(0).length]).toEqual([4, 3, 3])
  })

  it('repeats an epoch exactly, and differs between seeds and epochs', () => {
    const of = (seed: number) => classWeighted({ ...options([9, 8, 7], 'size', 2, 3), seed })
    expect(of(1).epoch(4)).toEqual(of(1).epoch(4))
    expect(of(1).epoch(4)).not.toEqual(of(1).epoch(5))
    expect(of(1).epoch(4)).not.toEqual(of(2).epoch(4))
  })

  it('weighs classes by their number, not by their place among those that have rows', () => {
    const labels = Int32Array.of(1, 1, 3, 3)
    const given = { labels, classNames: [], weights: [9, 0, 9, 1], classesPerBatch: 1, samplesPerClass: 2, seed: 0 }
    expect(classWeighted(given).epoch(0)[0]!.slice().sort()).toEqual(Int32Array.of(2, 3))
  })

  it('names a weight that is none, with its class', () => {
    const weigh =
      (...weights: number[]) =>
      () =>
        classWeighted(options([4, 4, 4], weights, 2))
    expect(weigh(1, -1, 1)).toThrow(
      "classWeighted: the weight of a class must be a finite number from 0, that of 'class 1' is -1; give 0 to a class that shall not be drawn",
    )
    expect(weigh(1, 1, Number.NaN)).toThrow("that of 'class 2' is NaN")
    expect(weigh(Number.POSITIVE_INFINITY, 1, 1)).toThrow("that of 'class 0' is Infinity")
    expect(weigh(1, 1)).toThrow('weights must have one number for each of 3 classes, got 2')
    expect(() => classWeighted(options([4, 4], (size) => -size))).toThrow("that of 'class 0' is -4")
  })

  it('fails where fewer than P classes can be drawn', () => {
    expect(() => classWeighted(options([4, 4], [0, 0]))).toThrow(
      "a batch needs classesPerBatch = 1 classes of positive weight, got 'weights that are all 0'; give those to be drawn a weight above 0",
    )
    expect(() => classWeighted(options([4, 4, 4], [1, 0, 0], 2))).toThrow(
      "a batch needs classesPerBatch = 2 classes of positive weight, got '1 of 3 classes'; lower classesPerBatch or weigh more classes",
    )
    expect(() => classWeighted(options([4, 4], 'size', 3))).toThrow(
      "needs classesPerBatch = 3 classes, got '2 classes'",
    )
    expect(() => classWeighted({ ...options([4], 'size'), batchesPerEpoch: 0 })).toThrow('batchesPerEpoch must be')
    // @ts-expect-error no such word
    expect(() => classWeighted(options([4], 'sizes'))).toThrow("got 'sizes'")
  })
})
