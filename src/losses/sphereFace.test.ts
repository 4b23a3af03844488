import { expect, it } from 'vitest'
import { axes, toldOf } from './proxies.testing.ts'
import { sphereFace } from './sphereFace.ts'

const loss = sphereFace({ classes: 2, dimension: 2, margin: 2, scale: 0.5 })
const longer = axes.map((axis) => axis.map((x) => 7 * x))

it('SphereFace multiplies the angle with the own proxy, and all logits by the length of the sample', async () => {
  // cos 2a = 2 cos² a - 1 = -0.28
  const told = await toldOf(loss, longer, [[1.2, 1.6]], [0])
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp(0.5 * 2 * (0.8 + 0.28))), 6)
})

it('SphereFace goes on falling where the multiplied angle passes 180 degrees', async () => {
  const told = await toldOf(loss, longer, [[-1.2, 1.6]], [0])
  expect(told.loss).toBeCloseTo(Math.log1p(Math.exp(0.5 * 2 * (0.8 + 2 - 0.28))), 6)
})

it('SphereFace with a margin of 1 is the softmax, and refuses half a margin', async () => {
  const plain = sphereFace({ classes: 2, dimension: 2, margin: 1 })
  expect((await toldOf(plain, longer, [[1.2, 1.6]], [0])).loss).toBeCloseTo(Math.log1p(Math.exp(0.4)), 6)
  expect(() => sphereFace({ classes: 2, dimension: 2, margin: 1.5 })).toThrow('margin must be a whole number')
})
