import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { spread } from './spread.ts'

describe('spread', () => {
  it('gives the numbers worked by hand', () => {
    // Class 7: 0 and 2 (mean 1); class 9: 9, 10, 14 (mean 11). Class means 1 and 11, their mean 6.
    const found = spread({
      embeddings: Float32Array.of(0, 9, 10, 2, 14),
      dimension: 1,
      labels: Int32Array.of(7, 9, 9, 7, 9),
    })
    expect(found.classes).toBe(2)
    expect(found.inside).toBeCloseTo((1 + (2 + 1 + 3) / 3) / 2, 12)
    expect(found.insidePairs).toBeCloseTo(Math.sqrt((4 + (1 + 25 + 16) / 3) / 2), 12)
    expect(found.between).toBeCloseTo(5, 12)
    expect(found.betweenPairs).toBeCloseTo(10, 12)
    expect(found.ratio).toBeCloseTo(3 / 10, 12)
  })

  it('equals the double loop over pairs', () => {
    const { normal } = random('spread')
    const [n, d] = [30, 5]
    const embeddings = Float64Array.from({ length: n * d }, () => 3 + normal())
    const labels = Int32Array.from({ length: n }, (_, i) => i % 3)
    const squares = (c: number): number => {
      const rows = Array.from({ length: n }, (_, i) => i).filter((i) => labels[i] === c)
      const pairs = rows.flatMap((a) => rows.filter((b) => b > a).map((b) => [a, b] as const))
      const square = ([a, b]: readonly [number, number]): number => {
        let sum = 0
        for (let j = 0; j < d; j++) sum += (embeddings[a * d + j]! - embeddings[b * d + j]!) ** 2
        return sum
      }
      return pairs.map(square).reduce((x, y) => x + y, 0) / pairs.length
    }
    const expected = Math.sqrt((squares(0) + squares(1) + squares(2)) / 3)
    expect(spread({ embeddings, dimension: d, labels }).insidePairs).toBeCloseTo(expected, 12)
  })

  it('collapsed classes have a ratio of exactly 0', () => {
    const embeddings = Float32Array.of(0.1, 0.7, 0.1, 0.7, 0.1, 0.7, 0.3, 0.3, 0.3, 0.3)
    const found = spread({ embeddings, dimension: 2, labels: Int32Array.of(0, 0, 0, 1, 1) })
    expect([found.inside, found.insidePairs, found.ratio]).toEqual([0, 0, 0])
  })

  it('one point for all has no ratio, never NaN', () => {
    const found = spread({ embeddings: new Float32Array(8).fill(0.1), dimension: 2, labels: Int32Array.of(0, 0, 1, 1) })
    expect(found).toEqual({ classes: 2, inside: 0, insidePairs: 0, between: 0, betweenPairs: 0, ratio: null })
  })

  it('one class has nothing between, classes of one member nothing inside, no items nothing at all', () => {
    const embeddings = Float32Array.of(0, 2)
    const one = spread({ embeddings, dimension: 1, labels: Int32Array.of(4, 4) })
    expect(one).toEqual({ classes: 1, inside: 1, insidePairs: 2, between: null, betweenPairs: null, ratio: null })
    const apart = spread({ embeddings, dimension: 1, labels: Int32Array.of(4, 5) })
    expect(apart).toEqual({ classes: 2, inside: null, insidePairs: null, between: 1, betweenPairs: 2, ratio: null })
    const none = spread({ embeddings: new Float32Array(0), dimension: 3, labels: new Int32Array(0) })
    expect(none).toEqual({
      classes: 0,
      inside: null,
      insidePairs: null,
      between: null,
      betweenPairs: null,
      ratio: null,
    })
  })

  it('leaves out items without a label', () => {
    const found = spread({ embeddings: Float32Array.of(0, 2, 1e6), dimension: 1, labels: Int32Array.of(1, 1, -1) })
    expect([found.classes, found.inside]).toEqual([1, 1])
  })

  it('refuses embeddings of another size, or that are not finite', () => {
    const labels = Int32Array.of(0, 0)
    expect(() => spread({ embeddings: new Float32Array(5), dimension: 2, labels })).toThrow('= 4 numbers, got 5')
    expect(() => spread({ embeddings: Float32Array.of(Number.NaN, 1), dimension: 1, labels })).toThrow('must be finite')
  })
})
