import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { filledWith } from './filledWith.ts'
import { heNormal } from './heNormal.ts'
import { normal } from './normal.ts'

const moments = (numbers: ArrayLike<number | bigint>): { mean: number; deviation: number } => {
  const all = Array.from(numbers, Number)
  const mean = all.reduce((a, b) => a + b) / all.length
  return { mean, deviation: Math.sqrt(all.reduce((sum, x) => sum + (x - mean) ** 2, 0) / all.length) }
}

describe('normal', () => {
  it('has the deviation asked for, and the same numbers for the same seed', () => {
    const { data, shape } = normal(0.02)(random(1), [100, 50])
    expect(shape).toEqual([100, 50])
    expect(moments(data).mean).toBeCloseTo(0, 2)
    expect(moments(data).deviation).toBeCloseTo(0.02, 3)
    expect(normal(1)(random(7), [3])).toEqual(normal(1)(random(7), [3]))
  })

  it('refuses a deviation that is none', () => {
    expect(() => normal(-1)).toThrow('normal: the standard deviation must be a number of at least 0, got -1')
  })
})

describe('heNormal', () => {
  it('has the variance 2 / (outputs kernel²), whatever the inputs', () => {
    // 2 / (8 * 25) = 0.1²
    expect(moments(heNormal(random(1), [8, 40, 5, 5]).data).deviation).toBeCloseTo(0.1, 2)
  })
})

describe('filledWith', () => {
  it('gives one number everywhere', () => {
    expect([...filledWith(3)(random(1), [2, 2]).data]).toEqual([3, 3, 3, 3])
  })
})
