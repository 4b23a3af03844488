import { expect, it } from 'vitest'
import { normalizedWeights } from './normalizedWeights.ts'

it('gives the weights with which the convolution does the work of the normalisation too', () => {
  const both = { weight: [1, 2, 3, 4], scale: [2, 3], shift: [1, -1], mean: [5, 7], variance: [3, 8], epsilon: 1 }
  expect(normalizedWeights({ ...both, bias: [6, 4] })).toEqual({
    weight: Float32Array.of(1, 2, 3, 4),
    bias: Float32Array.of((6 - 5) * 1 + 1, (4 - 7) * 1 - 1),
  })
})

it('takes a bias that is not there for zeros', () => {
  const both = { weight: [1], scale: [4], shift: [0.5], mean: [1], variance: [3], epsilon: 1 }
  expect(normalizedWeights(both)).toEqual({ weight: Float32Array.of(2), bias: Float32Array.of(-1.5) })
})
