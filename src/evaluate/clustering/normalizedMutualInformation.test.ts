import { describe, expect, it } from 'vitest'
import { normalizedMutualInformation } from './normalizedMutualInformation.ts'

const nmi = (a: number[], b: number[]): number => normalizedMutualInformation(Int32Array.from(a), Int32Array.from(b))

describe('normalizedMutualInformation', () => {
  it('gives the numbers worked by hand', () => {
    // Cells 2, 1, 1 of 4: H_a = ln 2 (2, 2 split as 0,0 | 1,1), H_b of 3 and 1.
    const hb = -(0.75 * Math.log(0.75) + 0.25 * Math.log(0.25))
    const information = 0.5 * Math.log(0.5 / (0.5 * 0.75)) + 0.25 * Math.log(0.25 / (0.5 * 0.75)) + 0.25 * Math.log(2)
    expect(nmi([0, 0, 1, 1], [0, 0, 0, 1])).toBeCloseTo(information / ((Math.log(2) + hb) / 2), 14)
  })

  it('is exactly 1 where only names differ, and 0 where neither tells of the other', () => {
    expect(nmi([0, 0, 1, 2, 2, 2], [8, 8, 3, 1, 1, 1])).toBe(1)
    expect(nmi([0, 0, 1, 1], [0, 1, 0, 1])).toBe(0)
  })

  it('does not depend on which comes first', () => {
    const [a, b] = [
      [0, 0, 1, 1, 2, 2],
      [0, 1, 1, 1, 2, 0],
    ]
    expect(nmi(a!, b!)).toBeCloseTo(nmi(b!, a!), 14)
  })

  it('one class: 1 beside one cluster, 0 beside several; each item by itself beside classes is not corrected', () => {
    expect(nmi([0, 0, 0], [0, 0, 0])).toBe(1)
    expect(nmi([0, 0, 0], [0, 1, 2])).toBe(0)
    expect(nmi([0, 1, 2], [0, 0, 0])).toBe(0)
    expect(nmi([0, 1, 2], [0, 0, 1])).toBeCloseTo(0.7336804366512112, 14)
  })
})
