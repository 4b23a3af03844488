import { expect, it } from 'vitest'
import { largeMarginSoftmax } from './largeMarginSoftmax.ts'
import { toldOf } from './proxies.testing.ts'

const weights = [
  [2, 0],
  [0, 3],
]

it('large-margin softmax multiplies the angle with the own weights, and keeps all lengths', async () => {
  const loss = largeMarginSoftmax({ classes: 2, dimension: 2, margin: 2, scale: 0.5 })
  // |w| |x| cos 2a = 2 * 2 * -0.28
  const told = await toldOf(loss, weights, [[1.2, 1.6]], [0])
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp(0.5 * (4.8 + 1.12))), 5)
})

it('large-margin softmax with a margin of 1 is the linear classifier', async () => {
  const told = await toldOf(largeMarginSoftmax({ classes: 2, dimension: 2, margin: 1 }), weights, [[1.2, 1.6]], [0])
  const wrong = 1 / (1 + Math.exp(2.4 - 4.8))
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp(4.8 - 2.4)), 5)
  expect([...told.gradient]).toEqual([-2 * wrong, 3 * wrong].map((g) => expect.closeTo(g, 5)))
})

it('large-margin softmax refuses a margin of 0', () => {
  expect(() => largeMarginSoftmax({ classes: 2, dimension: 2, margin: 0 })).toThrow('whole number at least 1, got 0')
})
