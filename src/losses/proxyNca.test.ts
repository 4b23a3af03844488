import { expect, it } from 'vitest'
import { axes, toldOf } from './proxies.testing.ts'
import { proxyNca } from './proxyNca.ts'

it('Proxy-NCA weighs the own proxy against the others alone, and may be negative', async () => {
  const loss = proxyNca({ classes: 3, dimension: 2, scale: 2 })
  const proxies = [...axes, [-1, 0]]
  // Squared distances 0.8, 0.4 and 3.2.
  const others = (own: number, ...rest: number[]): number =>
    2 * own + Math.log(rest.reduce((sum, d) => sum + Math.exp(-2 * d), 0))
  expect((await toldOf(loss, proxies, [[3, 4]], [0])).loss).toBeCloseTo(others(0.8, 0.4, 3.2), 5)
  expect((await toldOf(loss, proxies, [[3, 4]], [1])).loss).toBeCloseTo(others(0.4, 0.8, 3.2), 5)
  expect(others(0.4, 0.8, 3.2)).toBeLessThan(0)
})

it('Proxy-NCA refuses a scale of 0', () => {
  expect(() => proxyNca({ classes: 2, dimension: 2, scale: 0 })).toThrow('scale must be a number above 0, got 0')
})
