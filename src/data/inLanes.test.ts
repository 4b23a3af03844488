import { setTimeout } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { inLanes } from './inLanes.ts'

it('gives results in their order, whichever ends first, with no more under way than there are lanes', async () => {
  let [underWay, most] = [0, 0]
  const found = await inLanes(
    7,
    async (i) => {
      most = Math.max(most, ++underWay)
      await setTimeout(7 - i)
      underWay--
      return 10 * i
    },
    3,
  )
  expect(found).toEqual([0, 10, 20, 30, 40, 50, 60])
  expect(most).toBe(3)
})

it('begins nothing after the first failure, and fails with it', async () => {
  const begun: number[] = []
  const all = inLanes(
    100,
    async (i) => {
      begun.push(i)
      if (i === 2) throw new Error('the third')
      await setTimeout(i === 1 ? 30 : 1)
    },
    2,
  )
  await expect(all).rejects.toThrow('the third')
  await setTimeout(50)
  expect(begun).toEqual([0, 1, 2])
})

it('does nothing where there is nothing to do', async () => {
  expect(await inLanes(0, () => Promise.reject(new Error('asked')))).toEqual([])
})
