import { expect, it } from 'vitest'
import { classWeighted } from './classWeighted.ts'
import { mean } from './mean.ts'
import { meanOfNonZero } from './meanOfNonZero.ts'
import { near, noPairs, pairsReducedBy } from './pairs.testing.ts'
import { perAnchor } from './perAnchor.ts'
import { reducedBy } from './reducer.testing.ts'
import { sum } from './sum.ts'

// The means of the anchors: 1.5, 10 / 3, none, 1.75.
it.each([
  { name: 'mean', inner: mean, value: 1.645833, each: [1 / 8, 1 / 12, 1 / 8] },
  { name: 'mean of the non-zero', inner: meanOfNonZero, value: 2.194444, each: [1 / 6, 1 / 9, 1 / 6] },
  { name: 'sum', inner: sum, value: 6.583333, each: [1 / 2, 1 / 3, 1 / 2] },
  { name: 'class weights', inner: classWeighted([1, 2, 0.5]), value: 1.427083, each: [1 / 8, 1 / 12, 1 / 16] },
])('the means of all anchors, 0 of one without pairs, go to the other reducer: $name', async (one) => {
  const { value, gradient } = await pairsReducedBy(perAnchor(one.inner))
  expect(value).toBeCloseTo(one.value, 5)
  const [first, second, last] = one.each as [number, number, number]
  expect(gradient).toEqual(near([first, first, second, second, second, last, last]))
})

it('by default takes the mean', async () => {
  expect(await pairsReducedBy(perAnchor())).toEqual(await pairsReducedBy(perAnchor(mean)))
})

it('leaves losses that have one for each anchor to the other reducer', async () => {
  expect((await reducedBy(perAnchor(), [2, 4, 9], [1, 1, 0])).value).toBe(3)
})

it('of nothing is 0, with gradient 0', async () => {
  expect(await pairsReducedBy(perAnchor(), noPairs)).toEqual({ value: 0, gradient: near([0, 0, 0, 0, 0, 0, 0]) })
})
