import { expect, it } from 'vitest'
import { chosen } from '../line.testing.ts'
import { all } from '../negatives/all.ts'
import { hardest } from './hardest.ts'

it('the hardest positive is the farthest of the class', async () => {
  const { positive } = await chosen({ positives: hardest(), negatives: all() })
  expect(positive).toEqual(['0-3', '1-3', '2-3', '3-0', '4-5', '5-4'])
})
