import { expect, it } from 'vitest'
import { lp } from './lp.ts'
import { saidBy } from './regularizer.testing.ts'

it.each([
  {
    options: {},
    value: 3.397967,
    gradient: [
      0.147087, -0.196116, 0.049029, 0.083333, 0.166667, 0.166667, -0.218218, 0.054554, 0.109109, 0.039043, 0.078087,
      -0.234261,
    ],
  },
  {
    options: { p: 1 },
    value: 5.25,
    gradient: [0.25, -0.25, 0.25, 0.25, 0.25, 0.25, -0.25, 0.25, 0.25, 0.25, 0.25, -0.25],
  },
  {
    options: { p: 3, power: 2 },
    value: 10.151482,
    gradient: [
      0.99682, -1.772124, 0.110758, 0.194456, 0.777822, 0.777822, -0.957089, 0.059818, 0.239272, 0.041104, 0.164414,
      -1.479727,
    ],
  },
  {
    options: { p: Number.POSITIVE_INFINITY },
    value: 2.75,
    gradient: [0, -0.25, 0, 0, 0.125, 0.125, -0.25, 0, 0, 0, 0, -0.25],
  },
])('is the mean length of the rows, with $options', async ({ options, value, gradient }) => {
  const said = await saidBy(lp(options))
  expect(said.value).toBeCloseTo(value, 5)
  expect(said.gradient).toEqual(gradient.map((g) => expect.closeTo(g, 5)))
})

it.each([{}, { p: 1 }, { p: 3 }, { power: 0.5 }])('of rows of zeros is 0 with gradient 0, with %o', async (options) => {
  expect(await saidBy(lp(options), [[0, 0]])).toEqual({ value: 0, gradient: [0, 0] })
})

it('refuses a p below 1 and a power of 0', () => {
  expect(() => lp({ p: 0.5 })).toThrow('lp: p must be a number of at least 1, got 0.5')
  expect(() => lp({ power: 0 })).toThrow('lp: power must be a number above 0, got 0')
})
