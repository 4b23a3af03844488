import { describe, expect, it } from 'vitest'
import { random } from '../random.ts'
import { floats } from '../tensor/array.ts'
import { input } from '../tensor/tensor.ts'
import { linear } from './linear.ts'
import { apart, gradientError, rounded, run } from './run.testing.ts'

describe('linear', () => {
  it('multiplies by the transposed weight and adds the bias', async () => {
    const values = { weight: floats([1, 2, 3, 0, -1, 1], [2, 3]), bias: floats([10, 20]) }
    const { y, buffers } = await run(linear({ inputs: 3, outputs: 2 }), values, floats([1, 1, 1, 1, 0, 2], [2, 3]))
    expect([y.shape, rounded(y)]).toEqual([
      [2, 2],
      [16, 20, 17, 22],
    ])
    expect(buffers).toEqual({})
  })

  it('does without a bias', async () => {
    const layer = linear({ inputs: 2, outputs: 1, bias: false })
    expect(Object.keys(layer.init(random(1)).parameters)).toEqual(['weight'])
    const { y } = await run(layer, { weight: floats([2, 3], [1, 2]) }, floats([1, 1], [1, 2]))
    expect(rounded(y)).toEqual([5])
  })

  it('takes a batch of any size in evaluation', async () => {
    const values = { weight: floats([2], [1, 1]), bias: floats([1]) }
    const { y } = await run(linear({ inputs: 1, outputs: 1 }), values, floats([1, 2, 3], [3, 1]), 'evaluation', [
      'N',
      1,
    ])
    expect(rounded(y)).toEqual([3, 5, 7])
  })

  it('maps each token by itself', async () => {
    const values = { weight: floats([1, 10], [1, 2]), bias: floats([0]) }
    const layer = linear({ inputs: 2, outputs: 1 })
    const { y } = await run(layer, values, floats([1, 2, 3, 4], [1, 2, 2]), 'evaluation', ['N', 2, 2])
    expect([y.shape, rounded(y)]).toEqual([
      [1, 2, 1],
      [21, 43],
    ])
    expect(await gradientError(linear({ inputs: 2, outputs: 3 }), apart([2, 3, 2]))).toBeLessThan(1e-3)
  })

  it('has the gradients that finite differences give', async () => {
    expect(await gradientError(linear({ inputs: 3, outputs: 4 }), apart([2, 3]))).toBeLessThan(1e-3)
  })

  it('begins uniform within 1/sqrt(inputs), the same for the same seed', () => {
    const layer = linear({ inputs: 100, outputs: 50 })
    const { weight, bias } = layer.init(random(1)).parameters
    expect([weight!.shape, bias!.shape]).toEqual([[50, 100], [50]])
    const numbers = Array.from(weight!.data, Number)
    expect(Math.max(...numbers.map(Math.abs))).toBeLessThanOrEqual(0.1)
    expect(Math.max(...numbers)).toBeGreaterThan(0.099)
    expect(Math.min(...numbers)).toBeLessThan(-0.099)
    expect(Math.abs(numbers.reduce((a, b) => a + b) / numbers.length)).toBeLessThan(0.003)
    expect(layer.init(random(1))).toEqual(layer.init(random(1)))
    expect(layer.init(random(2))).not.toEqual(layer.init(random(1)))
  })

  it('refuses sizes that are not whole, other inputs, and missing values', () => {
    expect(() => linear({ inputs: 0, outputs: 1 })).toThrow(
      'linear: inputs must be a whole number of at least 1, got 0',
    )
    expect(() => linear({ inputs: 2, outputs: 1.5 })).toThrow('linear: outputs must be a whole number')
    const layer = linear({ inputs: 2, outputs: 1 })
    expect(() => layer.apply({}, input('x', 'float32', ['N', 3]), 'training')).toThrow(
      "linear(2, 1): the input must be float32 [N, 2] or [N, T, 2], got 'float32 [N,3]'",
    )
    expect(() => layer.apply({}, input('x', 'float32', ['N', 2]), 'training')).toThrow('needs the value weight [1,2]')
    const weight = input('weight', 'float32', [2, 2])
    expect(() => layer.apply({ weight }, input('x', 'float32', ['N', 2]), 'training')).toThrow(
      "weight must be [1,2], got '[2,2]'",
    )
  })
})
