import { expect, it } from 'vitest'
import { manifold } from './manifold.ts'
import { toldOf } from './proxies.testing.ts'

const form = { classes: 3, dimension: 2 }
const proxies = [
  [0.8, 0.6],
  [0, 1],
  [-1, 0.5],
]
const samples = [
  [1, 0.2],
  [0.6, 0.8],
]

// Numbers of pytorch-metric-learning, whose proxies of samples were given.
it.each([
  {
    options: {},
    loss: 0.725952,
    gradient: [0.001022, -0.005108, 0.011582, -0.008687],
    weights: [0.020957, -0.027942, -0.052545, 0.0, -0.000869, -0.001738],
  },
  {
    options: { alpha: 0.5, margin: 0.1, context: 0 },
    loss: 1.155119,
    gradient: [0.001562, -0.00781, -0.024212, 0.018159],
    weights: [0.017355, -0.02314, -0.007593, 0.0, 0.000324, 0.000648],
  },
  {
    options: { alpha: 0.5, margin: 0.1, context: 2 },
    loss: 3.070696,
    gradient: [0.014284, -0.071422, -0.151276, 0.113457],
    weights: [0.094222, -0.125629, -0.038665, 0.0, -0.001422, -0.002844],
  },
])('manifold similarity walks from samples to proxies, with $options', async ({ options, loss, gradient, weights }) => {
  const told = await toldOf(manifold({ ...form, ...options }), proxies, samples, [1, 0])
  expect(told.loss).toBeCloseTo(loss, 5)
  expect([...told.gradient]).toEqual(gradient.map((g) => expect.closeTo(g, 5)))
  expect(told.weights).toEqual(weights.map((g) => expect.closeTo(g, 5)))
})

it('manifold similarity is 0 where each sample comes to its own proxy first', async () => {
  const told = await toldOf(
    manifold(form),
    proxies,
    [
      [0.8, 0.6],
      [-1, 0.5],
    ],
    [0, 2],
  )
  expect([told.loss, told.active]).toEqual([0, 0])
})

it.each([0, 1])('manifold similarity refuses an alpha of %d', (alpha) => {
  expect(() => manifold({ ...form, alpha })).toThrow(
    `manifold: alpha must be a number above 0 and below 1, got ${alpha}`,
  )
})
