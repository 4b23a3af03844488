import { expect, it } from 'vitest'
import { arcFace } from './arcFace.ts'
import { axes, toldOf } from './proxies.testing.ts'

const loss = arcFace({ classes: 2, dimension: 2, margin: 90, scale: 2 })

it('ArcFace adds the margin to the angle with the own proxy', async () => {
  // cos(a + 90°) = -sin a
  const told = await toldOf(loss, axes, [[3, 4]], [0])
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp(2 * (0.8 + 0.8))), 5)
  expect([told.valid, told.active]).toEqual([1, 1])
  expect(told.positive).toBeCloseTo(-0.6, 6)
  expect(told.negative).toBeCloseTo(-0.8, 6)
})

it('ArcFace goes on falling where the angle and the margin pass 180 degrees', async () => {
  const told = await toldOf(loss, axes, [[-3, 4]], [0])
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp(2 * (0.8 + 0.6 + Math.PI / 2))), 5)
})

it('ArcFace of a sample on its proxy, and opposite to it, has a finite gradient', async () => {
  for (const x of [2, -2]) {
    const { gradient, weights } = await toldOf(loss, axes, [[x, 0]], [0])
    expect([...gradient, ...weights].every(Number.isFinite), `${gradient}, ${weights}`).toBe(true)
  }
})

it.each([-1, 181, Number.NaN])('ArcFace refuses a margin of %d degrees', (margin) => {
  expect(() => arcFace({ classes: 2, dimension: 2, margin })).toThrow(/arc-face: margin must be a number/)
})
