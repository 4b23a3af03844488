import { expect, it } from 'vitest'
import { grad } from '../autodiff/grad.ts'
import { evaluate } from '../runtime/evaluate.ts'
import { bools, floats } from '../tensor/array.ts'
import { constant, input } from '../tensor/tensor.ts'
import { countActive, meanDistance, shareOfActive, shareOfAnchors } from './shares.ts'

const valid = constant(bools([1, 0, 0, 0, 1, 1], [3, 2, 1]))
const nothing = constant(bools([0, 0], [2]))
const losses = input('losses', 'float32', [3, 2, 1])
const feeds = { losses: floats([0, 7, 7, 7, 2, 4], [3, 2, 1]) }
const none = constant(floats([5, 5], [2]))

it('the share of anchors is of those with any entry that holds', async () => {
  const { share, without } = await evaluate({ share: shareOfAnchors(valid), without: shareOfAnchors(nothing) })
  expect(share.data[0]).toBeCloseTo(2 / 3, 6)
  expect([without.shape, without.data[0]]).toEqual([[], 0])
})

it('what counts is active where its loss is not 0; a share of nothing is 0', async () => {
  const found = await evaluate(
    { count: countActive(losses, valid), share: shareOfActive(losses, valid), without: shareOfActive(none, nothing) },
    feeds,
  )
  expect(found.count.data[0]).toBe(2)
  expect(found.share.data[0]).toBeCloseTo(2 / 3, 6)
  expect(found.without.data[0]).toBe(0)
})

it('the mean distance is of what counts, 0 of nothing, and lets no gradient through', async () => {
  const mean = meanDistance(losses, valid)
  const [gradient] = grad(mean, [losses])
  const found = await evaluate({ mean, without: meanDistance(none, nothing), gradient: gradient! }, feeds)
  expect([found.mean.data[0], found.without.data[0]]).toEqual([2, 0])
  expect([...found.gradient.data]).toEqual([0, 0, 0, 0, 0, 0])
})
