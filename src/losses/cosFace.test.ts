import { expect, it } from 'vitest'
import { cosFace } from './cosFace.ts'
import { axes, toldOf } from './proxies.testing.ts'

it('CosFace lowers the cosine with the own proxy by the margin', async () => {
  const loss = cosFace({ classes: 2, dimension: 2, margin: 0.1, scale: 2 })
  const told = await toldOf(
    loss,
    axes,
    [
      [3, 4],
      [0, 2],
    ],
    [0, 1],
  )
  expect(told.loss).toBeCloseTo((Math.log1p(Math.exp(2 * (0.8 - 0.5))) + Math.log1p(Math.exp(2 * (0 - 0.9)))) / 2, 6)
  expect(told.positive).toBeCloseTo(-(0.6 + 1) / 2, 6)
})

it('CosFace without a margin is the softmax of cosines, whose gradient turns sample and proxies alone', async () => {
  const loss = cosFace({ classes: 2, dimension: 2, margin: 0, scale: 1 })
  const { gradient, weights } = await toldOf(loss, axes, [[3, 4]], [0])
  const wrong = 1 / (1 + Math.exp(0.6 - 0.8))
  // At right angles to the sample: (4, -3) / 5 of its direction, over its length 5.
  expect(gradient[0]).toBeCloseTo((wrong * (-0.8 - 0.6) * 0.8) / 5, 6)
  expect(3 * gradient[0]! + 4 * gradient[1]!).toBeCloseTo(0, 6)
  expect(weights).toEqual([0, -wrong * 0.8, wrong * 0.6, 0].map((g) => expect.closeTo(g, 6)))
})

it('CosFace refuses a scale of 0, a margin below it and one wider than the cosines are', () => {
  expect(() => cosFace({ classes: 2, dimension: 2, scale: 0 })).toThrow(
    'cos-face: scale must be a number above 0, got 0',
  )
  expect(() => cosFace({ classes: 2, dimension: 2, margin: -1 })).toThrow(
    'margin must be a number at least 0 and at most 2, got -1',
  )
  expect(() => cosFace({ classes: 2, dimension: 2, margin: 2.1 })).toThrow('got 2.1')
})
