import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { confusionOf } from './confusionOf.ts'

/** Rows of length 1 at these angles, in degrees. */
const atAngles = (...angles: number[]): Float32Array =>
  Float32Array.from(angles.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]))

describe('confusionOf', () => {
  const given = {
    // Of class 0 at 0 and 30, of class 1 at 20 and 24, of class 2 at 100.
    embeddings: atAngles(0, 20, 100, 30, 24),
    dimension: 2,
    labels: Int32Array.of(0, 1, 2, 0, 1),
    classes: 3,
  }

  it('counts for each class of which class the nearest other rows of its rows are', () => {
    expect([...confusionOf(given)]).toEqual([0, 2, 0, 0, 2, 0, 1, 0, 0])
  })

  it('counts k of them, and all others where there are no more', () => {
    // 0: 20, 24.  20: 24, 30.  100: 30, 24.  30: 24, 20.  24: 20, 30.
    expect([...confusionOf({ ...given, k: 2 })]).toEqual([0, 4, 0, 2, 2, 0, 1, 1, 0])
    expect([...confusionOf({ ...given, k: 9 })]).toEqual([2, 4, 2, 4, 2, 2, 2, 2, 0])
  })

  it('takes neighbours that were found before, -1 for none', () => {
    const { labels, classes } = given
    const neighbours = Int32Array.of(1, 4, 4, 3, 3, -1, 4, 1, 1, 3)
    expect([...confusionOf({ labels, classes, neighbours })]).toEqual([0, 4, 0, 2, 2, 0, 1, 0, 0])
  })

  it('agrees with sorting the cosines of every row, of equals the first', () => {
    const rng = random('rows')
    const [n, k, classes] = [60, 4, 5]
    const embeddings = atAngles(...Array.from({ length: n }, () => 6 * rng.below(60)))
    const labels = Int32Array.from({ length: n }, () => rng.below(classes))
    const expected = new Float32Array(classes * classes)
    for (let i = 0; i < n; i++) {
      const cosine = (j: number) =>
        embeddings[2 * i]! * embeddings[2 * j]! + embeddings[2 * i + 1]! * embeddings[2 * j + 1]!
      const others = [...Array(n).keys()].filter((j) => j !== i).sort((a, b) => cosine(b) - cosine(a))
      for (const j of others.slice(0, k)) expected[labels[i]! * classes + labels[j]!]!++
    }
    expect(confusionOf({ embeddings, dimension: 2, labels, classes, k })).toEqual(expected)
  })

  it('is zero of one row, and of none', () => {
    const one = { embeddings: atAngles(5), dimension: 2, labels: Int32Array.of(0), classes: 1 }
    expect([...confusionOf(one)]).toEqual([0])
    expect([...confusionOf({ labels: new Int32Array(0), classes: 1, neighbours: new Int32Array(0) })]).toEqual([0])
  })

  it('fails on neighbours that are no rows, labels that are no classes, and a k that is no number of them', () => {
    const { labels, classes } = given
    expect(() => confusionOf({ labels, classes, neighbours: Int32Array.of(0, 1, 2, 3, 5) })).toThrow(
      'confusionOf: a neighbour is a row from 0 to 4, or -1, got 5',
    )
    expect(() => confusionOf({ labels, classes, neighbours: Int32Array.of(0, 1) })).toThrow(
      'neighbours must be equally many for each of the 5 labels, got 2',
    )
    expect(() => confusionOf({ labels, classes: 2, neighbours: new Int32Array(5) })).toThrow('labels go from 0')
    expect(() => confusionOf({ ...given, k: 0 })).toThrow('confusionOf: k must be a positive integer, got 0')
    expect(() => confusionOf({ ...given, embeddings: new Float32Array(3) })).toThrow('labels * dimension = 10 numbers')
  })
})
