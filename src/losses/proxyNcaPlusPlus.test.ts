import { expect, it } from 'vitest'
import { axes, toldOf } from './proxies.testing.ts'
import { proxyNcaPlusPlus } from './proxyNcaPlusPlus.ts'

it('Proxy-NCA++ is the softmax of squared distances to all proxies', async () => {
  const loss = proxyNcaPlusPlus({ classes: 2, dimension: 2, temperature: 0.5 })
  const told = await toldOf(loss, axes, [[3, 4]], [0])
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp((0.8 - 0.4) / 0.5)), 6)
  expect(told.positive).toBeCloseTo(0.8, 6)
  expect(told.negative).toBeCloseTo(0.4, 6)
})

it('Proxy-NCA++ has a temperature of 1/9, and refuses one of 0', async () => {
  const told = await toldOf(proxyNcaPlusPlus({ classes: 2, dimension: 2 }), axes, [[3, 4]], [0])
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp(9 * 0.4)), 5)
  expect(() => proxyNcaPlusPlus({ classes: 2, dimension: 2, temperature: 0 })).toThrow('above 0, got 0')
})
