import { expect, it } from 'vitest'
import { answersOf, cosineDistance, shareRight } from './answers.ts'

/** Rows 0 to 2 are the gallery, 3 to 5 queries. */
const protocol = { gallery: Int32Array.of(0, 1, 2), query: Int32Array.of(3, 4, 5) }
const near = { k: 1, indices: Int32Array.of(1, 0, 0, 0, 1, 2), distances: Float32Array.of(1, 1, 1, 0.2, 1, 2) }

it('a query is right where its nearest bears its class, and does not count where none in the gallery does', () => {
  const answers = answersOf(protocol, near)
  expect([...answers.nearest]).toEqual([1, 0, 0, 0, 1, 2])
  expect(answers.distance[3]).toBeCloseTo(0.02)
  const right = answers.right({ name: 'fine', labels: Int32Array.of(7, 8, 8, 7, 7, 9) })
  expect([...right]).toEqual([-1, -1, -1, 1, 0, -1])
  expect(shareRight(right, protocol.query)).toBe(0.5)
  expect(shareRight(right, [0, 5])).toBe(null)
})

it('queries without a label do not count, and among themselves nobody is his own classmate', () => {
  const all = { gallery: null, query: Int32Array.of(0, 1, 2, 3) }
  const found = answersOf(all, { k: 1, indices: Int32Array.of(1, 0, 1, 0), distances: new Float32Array(4) })
  expect([...found.right({ name: 'fine', labels: Int32Array.of(0, 0, 1, -1) })]).toEqual([1, 1, -1, -1])
})

it('of rows of length 1 the cosine distance is half the square: 0, 1 and 2 for the same, square and opposite', () => {
  expect([0, Math.SQRT2, 2].map(cosineDistance)).toEqual([0, expect.closeTo(1), 2])
  expect(cosineDistance(Number.POSITIVE_INFINITY)).toBe(0)
})
