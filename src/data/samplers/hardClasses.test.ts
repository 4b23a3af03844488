import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { type HardClassesOptions, hardClasses } from './hardClasses.ts'
import { classesOf, countsOf, labelsOf } from './labels.testing.ts'

function options(
  classes: number,
  nearness: ArrayLike<number>,
  p: number,
  more: Partial<HardClassesOptions> = {},
): HardClassesOptions {
  const classNames = Array.from({ length: classes }, (_, c) => `class ${c}`)
  const labels = labelsOf(Array<number>(classes).fill(4))
  return { labels, classNames, nearness, classesPerBatch: p, samplesPerClass: 2, seed: 0, ...more }
}

/** The classes of each batch, the centre first. */
const neighbourhoods = (given: HardClassesOptions, e = 0): number[][] =>
  hardClasses(given)
    .epoch(e)
    .map((batch) => classesOf(batch, given.labels, given.samplesPerClass))

/** Points on a line: the nearer, the nearer. */
const onLine = (places: readonly number[]): Float32Array =>
  Float32Array.from(places.flatMap((a) => places.map((b) => -Math.abs(a - b))))

describe('hardClasses', () => {
  it('makes every class the centre of one batch an epoch, with its nearest in order', () => {
    const batches = neighbourhoods(options(5, onLine([0, 1, 3, 7, 15]), 3, { balanced: false }))
    expect(batches.sort()).toEqual([
      [0, 1, 2],
      [1, 0, 2],
      [2, 1, 0],
      [3, 2, 1],
      [4, 3, 2],
    ])
  })

  it('balanced, keeps classes that lie together together', () => {
    const batches = neighbourhoods(options(6, onLine([0, 1, 50, 51, 100, 101]), 2))
    expect(batches.sort()).toEqual([
      [0, 1],
      [1, 0],
      [2, 3],
      [3, 2],
      [4, 5],
      [5, 4],
    ])
  })

  it('balanced, takes a class that is near to all no more often than others, else always', () => {
    const nearToAll = Float32Array.from({ length: 100 }, (_, i) => (i % 10 === 0 ? 1 : 0))
    const often = (balanced: boolean) => countsOf(neighbourhoods(options(10, nearToAll, 3, { balanced })).flat(), 10)
    expect(often(false)[0]).toBe(10)
    expect(often(true)[0]).toBeLessThanOrEqual(4)
  })

  it('balanced, gives every class about equally often, whatever the nearness', () => {
    const rng = random('nearness')
    for (let trial = 0; trial < 40; trial++) {
      const c = 2 + rng.below(30)
      const p = 1 + rng.below(Math.min(c, 8))
      const nearness = Float32Array.from({ length: c * c }, () => rng.uniform())
      const batches = neighbourhoods(options(c, nearness, p, { seed: trial }))
      expect(batches.map(([centre]) => centre!).sort((a, b) => a - b)).toEqual([...Array(c).keys()])
      for (const batch of batches) expect(new Set(batch).size).toBe(p)
      const counts = countsOf(batches.flat(), c)
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(p)
      expect(counts.filter((count) => count === p).length).toBeGreaterThanOrEqual(c - 2 * p)
    }
  })

  it('reads how near others are to the centre in the row of the centre', () => {
    // Class 1 is near to 0, 2 to 1, 0 to 2.
    const round = [0, 1, 0, 0, 0, 1, 1, 0, 0]
    expect(neighbourhoods(options(3, round, 2, { balanced: false })).sort()).toEqual([
      [0, 1],
      [1, 2],
      [2, 0],
    ])
  })

  it('breaks ties by lot', () => {
    const seen = new Set(
      Array.from({ length: 40 }, (_, e) => e).flatMap((e) =>
        neighbourhoods(options(4, new Float32Array(16), 2, { balanced: false }), e)
          .filter(([centre]) => centre === 0)
          .map(([, other]) => other!),
      ),
    )
    expect([...seen].sort()).toEqual([1, 2, 3])
  })

  it('repeats an epoch exactly from seed, number and matrix, and differs between them', () => {
    const of = (seed: number, nearness = onLine([0, 1, 3, 7, 15, 31])) => hardClasses(options(6, nearness, 3, { seed }))
    const later = of(1)
    later.epoch(2)
    expect(later.epoch(4)).toEqual(of(1).epoch(4))
    expect(of(1).epoch(4)).not.toEqual(of(1).epoch(5))
    expect(of(1).epoch(4)).not.toEqual(of(2).epoch(4))
    expect(of(1).epoch(4)).not.toEqual(of(1, onLine([0, 16, 3, 7, 1, 31])).epoch(4))
    expect([of(1).batchSize, of(1).batchesPerEpoch]).toEqual([6, 6])
  })

  it('reads the matrix by the numbers of the classes, where some have no rows', () => {
    const labels = Int32Array.of(0, 0, 2, 2, 3, 3)
    // Class 1, without rows, is nearest to all, and nothing is known of it.
    const nearness = [0, 9, 1, 2, Number.NaN, 0, Number.NaN, 0, 1, 9, 0, 2, 2, 9, 1, 0]
    const given = { ...options(4, nearness, 2, { balanced: false }), labels }
    expect(neighbourhoods(given).sort()).toEqual([
      [0, 3],
      [2, 3],
      [3, 0],
    ])
  })

  it('takes all classes into every batch where P is their number, and one where P is 1', () => {
    expect(neighbourhoods(options(3, onLine([0, 1, 5]), 3)).map((batch) => batch.sort())).toEqual(
      Array(3).fill([0, 1, 2]),
    )
    expect(neighbourhoods(options(3, onLine([0, 1, 5]), 1)).sort()).toEqual([[0], [1], [2]])
  })

  it('fails on a matrix of another size or with numbers that are none, but does not read the diagonal', () => {
    expect(() => hardClasses(options(3, new Float32Array(4), 2))).toThrow(
      'hardClasses: nearness must have 3 * 3 numbers, one for each two classes, got 4',
    )
    const hole = onLine([0, 1, 5])
    hole[4] = Number.NaN
    expect(hardClasses(options(3, hole, 2)).batchesPerEpoch).toBe(3)
    hole[5] = Number.NaN
    expect(() => hardClasses(options(3, hole, 2))).toThrow(
      "nearness must be numbers, that of 'class 2' to 'class 1' is NaN",
    )
  })

  it('fails on fewer classes or rows than a batch needs', () => {
    expect(() => hardClasses(options(2, new Float32Array(4), 3))).toThrow(
      "classesPerBatch = 3 classes, got '2 classes'",
    )
    expect(() => hardClasses(options(2, new Float32Array(4), 2, { samplesPerClass: 5 }))).toThrow("'class 0' has 4")
  })
})
