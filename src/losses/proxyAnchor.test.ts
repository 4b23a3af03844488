import { expect, it } from 'vitest'
import { l2 } from '../distances/l2.ts'
import { axes, toldOf } from './proxies.testing.ts'
import { proxyAnchor } from './proxyAnchor.ts'

const form = { classes: 3, dimension: 2, margin: 0.1, alpha: 2 }
const proxies = [...axes, [-1, 0]]
const log1pSum = (...terms: number[]): number => Math.log1p(terms.reduce((sum, x) => sum + Math.exp(x), 0))

it('Proxy-Anchor is the mean pull of proxies that have samples, and the mean push of all', async () => {
  const told = await toldOf(
    proxyAnchor(form),
    proxies,
    [
      [3, 4],
      [1, 0],
      [0, 1],
    ],
    [0, 0, 1],
  )
  const pulls = [log1pSum(2 * (0.1 - 0.6), 2 * (0.1 - 1)), log1pSum(2 * (0.1 - 1))]
  const pushes = [log1pSum(2 * 0.1), log1pSum(2 * 0.9, 2 * 0.1), log1pSum(2 * (0.1 - 0.6), 2 * (0.1 - 1), 2 * 0.1)]
  const sum = (terms: readonly number[]): number => terms.reduce((a, b) => a + b)
  expect(told.loss).toBeCloseTo(sum(pulls) / 2 + sum(pushes) / 3, 5)
  expect([told.valid, told.active]).toEqual([1, 1])
})

it('Proxy-Anchor of a distance has margin and sign turned around', async () => {
  const told = await toldOf(proxyAnchor({ ...form, classes: 1, distance: l2() }), [[1, 0]], [[3, 4]], [0])
  expect(told.loss).toBeCloseTo(log1pSum(2 * (Math.sqrt(0.8) - 0.1)), 6)
})

it('Proxy-Anchor stands a large alpha', async () => {
  const told = await toldOf(proxyAnchor({ ...form, alpha: 1000 }), proxies, [[3, 4]], [2])
  expect(told.loss).toBeCloseTo(1000 * 0.7 + (1000 * 0.7 + 1000 * 0.9) / 3, 0)
  expect([...told.gradient].every(Number.isFinite)).toBe(true)
  expect(() => proxyAnchor({ ...form, alpha: 0 })).toThrow('alpha must be a number above 0, got 0')
  expect(() => proxyAnchor({ ...form, margin: -0.1 })).toThrow('margin must be a number at least 0, got -0.1')
})
