import { expect, it } from 'vitest'
import { normalizedSoftmax } from './normalizedSoftmax.ts'
import { axes, toldOf } from './proxies.testing.ts'
import { softTriple } from './softTriple.ts'

const form = { classes: 2, dimension: 2, lambda: 5, margin: 0.1 }

it('SoftTriple compares the soft maxima of likeness to the centers of each class', async () => {
  const centers = [...axes, [-1, 0], [0, -1]]
  const told = await toldOf(softTriple({ ...form, centers: 2, gamma: 0.2 }), centers, [[3, 4]], [0])
  // Likenesses 0.6 and 0.8 with weights 1 : e, and -0.6 and -0.8 with weights e : 1.
  const [own, other] = [(0.6 + 0.8 * Math.E) / (1 + Math.E), (-0.6 * Math.E - 0.8) / (1 + Math.E)]
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp(5 * (other - own + 0.1))), 6)
  expect(told.positive).toBeCloseTo(-own, 6)
})

it('SoftTriple with one center and no margin is the normalized softmax', async () => {
  const ours = await toldOf(softTriple({ ...form, centers: 1, margin: 0 }), axes, [[3, 4]], [0])
  const plain = await toldOf(normalizedSoftmax({ classes: 2, dimension: 2, temperature: 0.2 }), axes, [[3, 4]], [0])
  expect(ours.loss).toBeCloseTo(plain.loss, 6)
  expect(ours.weights).toEqual(plain.weights.map((g) => expect.closeTo(g, 5)))
})

it('SoftTriple refuses a gamma of 0', () => {
  expect(() => softTriple({ ...form, gamma: 0 })).toThrow('gamma must be a number above 0, got 0')
})
