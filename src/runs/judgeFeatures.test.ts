import { describe, expect, it } from 'vitest'
import { floats } from '../tensor/array.ts'
import { features } from '../train/intake.ts'
import { judgeFeatures } from './judgeFeatures.ts'

const level = { name: 'class', classes: ['a', 'b'], labels: Int32Array.of(0, 0, 1, 1) }
const protocol = {
  label: level,
  evaluateLabel: level,
  train: new Int32Array(0),
  query: Int32Array.of(0, 1, 2, 3),
  gallery: null,
  unseenClasses: new Set<number>(),
  severalKinds: Uint8Array.of(0, 0, 0, 0),
}

function dataOf(rows: readonly (readonly number[])[]) {
  const dimension = rows[0]!.length
  const samples = (of: ArrayLike<number>) =>
    floats(
      Array.from(of).flatMap((row) => rows[row]!),
      [of.length, dimension],
    )
  return { features: { dimension, batch: samples }, trunk: null, intake: features(dimension), protocol, samples }
}

describe('judgeFeatures', () => {
  it('brings features to length 1 first: what differs in length alone is near', async () => {
    // As they are, the second row lies nearest the third; by direction, nearest the first.
    const found = (await judgeFeatures(
      dataOf([
        [9, 1],
        [1, 0.1],
        [0.1, 1],
        [1, 9],
      ]),
    ))!
    expect(found.levels[0]!.all.means['Recall@1']).toBe(1)
    expect(found.effectiveRank).toBeGreaterThan(1)
  })

  it('keeps a row of zeros, which has no direction', async () => {
    const found = (await judgeFeatures(
      dataOf([
        [1, 0],
        [1, 0],
        [0, 0],
        [0, 0],
      ]),
    ))!
    expect(found.levels[0]!.all.means['Recall@1']).toBe(1)
  })

  it('leaves out the effective rank of wide features, which would take minutes', async () => {
    const wide = (at: number): number[] => Array.from({ length: 513 }, (_, i) => (i === at ? 1 : 0))
    const found = (await judgeFeatures(dataOf([wide(0), wide(0), wide(1), wide(1)])))!
    expect(found.effectiveRank).toBeNaN()
    expect(found.levels[0]!.all.means['Recall@1']).toBe(1)
  })

  it('has nothing to judge where there is no frozen model', async () => {
    expect(await judgeFeatures({ ...dataOf([[1], [1], [1], [1]]), features: null })).toBeNull()
  })
})
