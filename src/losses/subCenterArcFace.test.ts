import { expect, it } from 'vitest'
import { arcFace } from './arcFace.ts'
import { axes, toldOf } from './proxies.testing.ts'
import { subCenterArcFace } from './subCenterArcFace.ts'

const form = { classes: 2, dimension: 2, margin: 20, scale: 3 }
const centers = [
  [1, 0],
  [-1, 0],
  [0, 1],
  [0, -1],
]

it('sub-center ArcFace is ArcFace with the nearest center of each class, which alone has a gradient', async () => {
  const ours = await toldOf(subCenterArcFace({ ...form, centers: 2 }), centers, [[-3, -4]], [0])
  const plain = await toldOf(arcFace(form), [centers[1]!, centers[3]!], [[-3, -4]], [0])
  expect(ours.loss).toBeCloseTo(plain.loss, 6)
  expect([...ours.gradient]).toEqual([...plain.gradient].map((g) => expect.closeTo(g, 6)))
  const [first, second] = [plain.weights.slice(0, 2), plain.weights.slice(2)]
  expect(ours.weights).toEqual([0, 0, ...first, 0, 0, ...second].map((g) => expect.closeTo(g, 6)))
})

it('sub-center ArcFace with one center is ArcFace', async () => {
  const ours = await toldOf(subCenterArcFace({ ...form, centers: 1 }), axes, [[3, 4]], [0])
  expect(ours.loss).toBeCloseTo((await toldOf(arcFace(form), axes, [[3, 4]], [0])).loss, 6)
})

it('sub-center ArcFace refuses no centers', () => {
  expect(() => subCenterArcFace({ ...form, centers: 0 })).toThrow('centers must be a whole number at least 1, got 0')
})
