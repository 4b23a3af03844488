import { expect, it } from 'vitest'
import { triplets } from './triplets.ts'

it('triplets on a line, by hand: 0 and 1 against 3 and 3.5 with margin 1', () => {
  const [a, b] = triplets({
    embeddings: Float32Array.from([0, 1, 3, 3.5]),
    dimension: 1,
    labels: Int32Array.from([0, 0, 1, 1]),
    margin: 1,
  })
  // Of 0: its mate is at 1, others at 3 and 3.5, both beyond 2. Of 1: others at 2 (not beyond 2) and 2.5.
  expect(a).toMatchObject({ label: 0, all: 0.75, easiest: 0.75, nearestClassmate: 1, classmates: 1, nearestOther: 3 })
  expect(b).toMatchObject({ label: 1, all: 1, easiest: 1 })
  // Classmates 1 apart; different classes at squares 9, 12.25, 4, 6.25, from either side.
  expect(a!.relativeSpread).toBeCloseTo(1 / Math.sqrt(31.5 / 4), 9)
})

it('triplets keep the margin by easiest positives where a class is in two places, and not by all', () => {
  // Class 0 around 0 and around 2, class 1 around 1.
  const [spread] = triplets({
    embeddings: Float32Array.from([0, 0.01, 2, 2.01, 1, 1.01]),
    dimension: 1,
    labels: Int32Array.from([0, 0, 0, 0, 1, 1]),
  })
  expect(spread!.easiest).toBe(1)
  expect(spread!.all).toBeCloseTo(1 / 3, 9)
})

it('triplets of a collapsed class: all are kept, and it is spread over nothing', () => {
  const [point] = triplets({
    embeddings: Float32Array.from([1, 1, 1, 5, 9]),
    dimension: 1,
    labels: Int32Array.from([0, 0, 0, 1, 1]),
  })
  expect(point).toMatchObject({ all: 1, relativeSpread: 0, classmates: 0 })
})

it('there are no triplets without a second class, without classmates or labels', () => {
  const embeddings = Float32Array.from([0, 1, 2])
  expect(triplets({ embeddings, dimension: 1, labels: Int32Array.from([0, 0, 0]) })).toEqual([])
  expect(triplets({ embeddings, dimension: 1, labels: Int32Array.from([0, 1, 2]) })).toEqual([])
  expect(triplets({ embeddings, dimension: 1, labels: Int32Array.from([-1, -1, 0]) })).toEqual([])
  expect(() => triplets({ embeddings, dimension: 2, labels: new Int32Array(3) })).toThrow(
    'triplets: embeddings must have',
  )
  expect(() => triplets({ embeddings, dimension: 1, labels: new Int32Array(3), margin: -1 })).toThrow(
    'at least 0, got -1',
  )
})
