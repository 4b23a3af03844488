import { describe, expect, it } from 'vitest'
import { classNearness } from './classNearness.ts'

/** Rows of length 1 at these angles, in degrees. */
const atAngles = (...angles: number[]): Float32Array =>
  Float32Array.from(angles.flatMap((angle) => [Math.cos((angle * Math.PI) / 180), Math.sin((angle * Math.PI) / 180)]))

const rounded = (matrix: Float32Array): number[] => Array.from(matrix, (x) => Math.round(x * 1e6) / 1e6 + 0)

describe('classNearness', () => {
  it('is the cosine between the means of the classes', () => {
    // Means at 10, 70 and 190 degrees.
    const embeddings = atAngles(0, 70, 20, 190, 60, 80)
    const labels = Int32Array.of(0, 1, 0, 2, 1, 1)
    expect(rounded(classNearness({ embeddings, dimension: 2, labels, classes: 3 }))).toEqual([
      1, 0.5, -1, 0.5, 1, -0.5, -1, -0.5, 1,
    ])
  })

  it('puts a class without rows farthest from all, and one whose rows cancel out at right angles', () => {
    const embeddings = Float32Array.of(1, 0, 1, 0, -1, 0)
    const labels = Int32Array.of(0, 2, 2)
    expect([...classNearness({ embeddings, dimension: 2, labels, classes: 3 })]).toEqual([
      1, -1, 0, -1, 1, -1, 0, -1, 1,
    ])
  })

  it('fails on labels and embeddings that do not fit, or are not finite', () => {
    const good = { embeddings: atAngles(0, 90), dimension: 2, labels: Int32Array.of(0, 1), classes: 2 }
    expect(() => classNearness({ ...good, classes: 1 })).toThrow(
      'classNearness: labels go from 0 to classes - 1 = 0, got 1',
    )
    expect(() => classNearness({ ...good, labels: Int32Array.of(0, -1) })).toThrow('got -1')
    expect(() => classNearness({ ...good, dimension: 3 })).toThrow('labels * dimension = 6 numbers, got 4')
    expect(() => classNearness({ ...good, classes: 0 })).toThrow('classes must be a positive integer, got 0')
    expect(() => classNearness({ ...good, embeddings: Float32Array.of(0, 1, Number.NaN, 0) })).toThrow('must be finite')
  })
})
