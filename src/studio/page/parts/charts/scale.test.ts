import { describe, expect, it } from 'vitest'
import { linearScale, logScale } from './scale.ts'

describe('linearScale', () => {
  it('spans round values and goes back and forth', () => {
    const { to, from, marks } = linearScale([0.03, 0.97], [100, 0])
    expect(marks).toEqual([0, 0.25, 0.5, 0.75, 1])
    expect([to(0), to(1), to(0.5)]).toEqual([100, 0, 50])
    expect(from(to(0.3))).toBeCloseTo(0.3, 12)
  })

  it('keeps to the values where they are not to be rounded', () => {
    const { to, marks } = linearScale([0, 610], [0, 61], { round: false })
    expect(to(610)).toBe(61)
    expect(marks).toEqual([0, 200, 400, 600])
  })

  it('has a span where all values are one', () => {
    const { to } = linearScale([2, 2], [0, 10])
    expect(to(2)).toBe(5)
    expect(Number.isFinite(linearScale([0, 0], [0, 10]).to(0))).toBe(true)
  })
})

describe('logScale', () => {
  it('gives every power of ten the same room', () => {
    const { to, from, marks } = logScale([10, 10_000], [0, 30])
    expect(to(100)).toBeCloseTo(10, 9)
    expect(from(20)).toBeCloseTo(1000, 9)
    expect(marks).toEqual([10, 100, 1000, 10_000])
  })

  it('marks more than the powers of ten where there are few', () => {
    expect(logScale([10, 200], [0, 30]).marks).toEqual([10, 20, 50, 100, 200])
  })
})
