import { describe, expect, it } from 'vitest'
import { random } from '../../random.ts'
import { adjustedMutualInformation } from './adjustedMutualInformation.ts'
import { normalizedMutualInformation } from './normalizedMutualInformation.ts'

const ami = (a: number[], b: number[]): number => adjustedMutualInformation(Int32Array.from(a), Int32Array.from(b))

describe('adjustedMutualInformation', () => {
  it('gives the number worked by hand', () => {
    // Two pairs against two pairs: of the three ways to pair four items one agrees (I = ln 2), two tell nothing (I = 0).
    const expected = Math.log(2) / 3
    expect(ami([0, 0, 1, 1], [0, 1, 0, 1])).toBeCloseTo((0 - expected) / (Math.log(2) - expected), 14)
  })

  it('is exactly 1 where only names differ', () => {
    expect(ami([0, 0, 1, 2, 2, 2], [8, 8, 3, 1, 1, 1])).toBe(1)
    expect(ami([0, 1, 2], [2, 1, 0])).toBe(1)
    expect(ami([0, 0, 0], [1, 1, 1])).toBe(1)
  })

  it('is exactly 0 where one partition has one class, or each item by itself', () => {
    expect(ami([0, 0, 0], [0, 1, 2])).toBe(0)
    expect(ami([0, 0, 0, 0], [0, 0, 1, 1])).toBe(0)
    expect(ami([0, 1, 2], [0, 0, 1])).toBe(0)
  })

  it('is near 0 for clusters drawn at random, however many, where what is not adjusted is not', () => {
    const rng = random('clusters')
    const labels = Int32Array.from({ length: 3000 }, () => rng.below(500))
    const clusters = labels.map(() => rng.below(500))
    expect(Math.abs(adjustedMutualInformation(labels, clusters))).toBeLessThan(0.01)
    expect(normalizedMutualInformation(labels, clusters)).toBeGreaterThan(0.5)
  })

  it('is between the two for clusters that are half right', () => {
    const rng = random('half')
    const labels = Int32Array.from({ length: 1000 }, (_, i) => i % 10)
    const clusters = labels.map((label) => (rng.uniform() < 0.5 ? label : rng.below(10)))
    const found = adjustedMutualInformation(labels, clusters)
    expect(found).toBeGreaterThan(0.2)
    expect(found).toBeLessThan(0.5)
  })
})
