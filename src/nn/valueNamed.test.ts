import { describe, expect, it } from 'vitest'
import { input } from '../tensor/tensor.ts'
import { valueNamed } from './valueNamed.ts'

describe('valueNamed', () => {
  const weight = input('weight', 'float32', [2, 3])

  it('gives the value of that name', () => {
    expect(valueNamed({ weight }, 'weight', [2, 3], 'x')).toBe(weight)
  })

  it('names the layer and the value where it is missing or of another shape', () => {
    expect(() => valueNamed({ weight }, 'bias', [2], 'linear(3, 2)')).toThrow(
      'linear(3, 2): needs the value bias [2], got ["weight"]',
    )
    expect(() => valueNamed({ weight }, 'weight', [3, 2], 'linear(2, 3)')).toThrow("weight must be [3,2], got '[2,3]'")
  })
})
