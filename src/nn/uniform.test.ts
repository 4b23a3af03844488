import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { uniform } from './uniform.ts'

describe('uniform', () => {
  it('fills the shape with numbers within the bound, spread evenly', () => {
    const { data, shape } = uniform(random(1), [100, 30], 0.5)
    const numbers = Array.from(data, Number)
    expect(shape).toEqual([100, 30])
    expect(Math.max(...numbers.map(Math.abs))).toBeLessThanOrEqual(0.5)
    const variance = numbers.reduce((sum, x) => sum + x * x, 0) / numbers.length
    expect(variance).toBeCloseTo(1 / 12, 2)
  })

  it('gives the same numbers for the same seed', () => {
    expect(uniform(random('a'), [5], 1)).toEqual(uniform(random('a'), [5], 1))
  })
})
